import { button, element } from './dom.js';

const SHOWN_MILLIS = 8000;

/** Tells of what was done, or why it was not; screen readers say it. A failure stays until it is closed, a wait until it is over. */
export class Notices {
  #place;

  constructor(place) {
    this.#place = place;
  }

  done(text) {
    const notice = this.#show('done', text);
    setTimeout(() => notice.remove(), SHOWN_MILLIS);
  }

  failed(error) {
    this.#show('failed', error.message);
  }

  /** @returns a function that takes the notice away, once the wait is over */
  waiting(text) {
    const notice = this.#show('waiting', text);
    return () => notice.remove();
  }

  #show(kind, text) {
    const notice = element('div', { class: `notice ${kind}`, role: kind === 'failed' ? 'alert' : null },
      element('span', { dir: 'auto' }, text),
      button('×', () => notice.remove(), { class: 'quiet', 'aria-label': 'Close this message' }));
    this.#place.append(notice);
    while (this.#place.children.length > 4) {
      this.#place.firstChild.remove();
    }
    return notice;
  }
}
