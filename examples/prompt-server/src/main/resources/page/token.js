import { ask } from './dialog.js';

const KEY = 'prompt-server.token';

/** The token that the server may ask for, kept as long as the tab is open. */
export class Token {
  #asking = null;

  get value() {
    return sessionStorage.getItem(KEY);
  }

  /**
   * Asks for another token than the one that was refused, once for all requests that wait for it.
   *
   * @returns whether there is another one
   */
  async replace(refused) {
    if (this.value !== refused) {
      return true;
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
    if (token === null || token === '') {
      return false;
    }
    sessionStorage.setItem(KEY, token);
    return true;
  }
}
