/** Edits that are not saved yet. They outlive going to another view, and the browser asks before it drops them. */
export class Drafts {
  #drafts = new Map();

  constructor() {
    window.addEventListener('beforeunload', (event) => {
      if (this.#drafts.size > 0) {
        event.preventDefault();
      }
    });
  }

  /** @param id of the template, or null for a new one */
  get(id) {
    return this.#drafts.get(id) ?? null;
  }

  keep(id, draft) {
    this.#drafts.set(id, draft);
  }

  drop(id) {
    this.#drafts.delete(id);
  }
}
