import { ask } from './dialog.js';
import { Kept } from './kept.js';

const KEY = 'prompt-server.token';

/** The token that the server may ask for, kept as long as the tab is open. */
export class Token {
  #kept = new Kept(() => sessionStorage, KEY);
  #asking = null;
  #declined = false;

  get value() {
    return this.#kept.value;
  }

  /** As a header has it, in which each character is a byte. */
  get header() {
    return this.value === null ? null : String.fromCharCode(...new TextEncoder().encode(this.value));
  }

  /**
   * Asks for another token than the one that was refused, once for all requests that wait for it.
   *
   * @param background whether nobody waits for the answer: who has given no token once is not asked again and again then
   * @returns whether there is another one
   */
  async replace(refused, background) {
    if (this.value !== refused) {
      return true;
    }
    if (background && this.#declined) {
      return false;
    }
    this.#asking ??= this.#ask(refused).finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask(refused) {
    const token = await ask({
      title: 'Token',
      text: refused === null ? 'This server asks for a token.' : 'The server has refused this token.',
      name: 'Token',
      type: 'password',
      action: 'Continue',
    });
    this.#declined = token === null || token.trim() === '';
    if (this.#declined) {
      return false;
    }
    this.#kept.value = token.trim();
    return true;
  }
}
