/** A text that the browser keeps for this page; only as long as the page is open where it keeps nothing. */
export class Kept {
  #storage;
  #key;
  #value = null;

  /**
   * @param storage gives the place; it throws where the user lets nothing be kept
   */
  constructor(storage, key) {
    this.#storage = storage;
    this.#key = key;
    try {
      this.#value = storage().getItem(key);
    } catch {
      // Nothing was kept.
    }
  }

  /** Null when there is none. */
  get value() {
    return this.#value;
  }

  set value(value) {
    this.#value = value;
    try {
      this.#storage().setItem(this.#key, value);
    } catch {
      // It is kept here only.
    }
  }
}
