import { Problem } from './problem.js';
import { EventParser } from './sse.js';

const SILENCE_MILLIS = 60_000;
const FIRST_PAUSE_MILLIS = 1_000;
const LONGEST_PAUSE_MILLIS = 15_000;
const HIDDEN_MILLIS = 60_000;

/**
 * Follows the changes of the registry for as long as the page lives: goes on after the last one when the connection was
 * lost, and asks everybody to read again when changes are not kept any more.
 *
 * A tab in the background lets its connection go after a while, since a browser has only few to one server.
 */
export class ChangeFeed {
  #api;
  #position = {};
  #pause = FIRST_PAUSE_MILLIS;
  #connection = null;
  #wake = () => {};
  #onChange = [];
  #onState = [];
  #onBegin = [];

  constructor(api) {
    this.#api = api;
  }

  /** Called once, when all that is not read by then will be told. */
  onBegin(listener) {
    this.#onBegin.push(listener);
  }

  /** Called with each change as the server tells it; one of the kind `resync` means to read everything again. */
  onChange(listener) {
    this.#onChange.push(listener);
  }

  /** Called with `live`, `waiting`, `refused` or `paused`. */
  onState(listener) {
    this.#onState.push(listener);
  }

  async follow() {
    window.addEventListener('online', () => this.#wake());
    this.#pauseWhileHidden();
    for (;;) {
      await this.#visible();
      this.#connection = new AbortController();
      try {
        await this.#read(this.#connection);
      } catch (error) {
        this.#failed(error);
      }
      if (!document.hidden) {
        await this.#rest();
      }
    }
  }

  async #read(connection) {
    const response = await this.#api.changes(this.#position, connection.signal);
    this.#tell('live');
    this.#pause = FIRST_PAUSE_MILLIS;
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const silence = setTimeout(() => connection.abort(), SILENCE_MILLIS);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) {
        this.#tell('waiting');
        return;
      }
      const changes = parser.read(value);
      this.#goOnBehind(parser.lastEventId);
      for (const change of changes) {
        this.#change(JSON.parse(change));
      }
    }
  }

  /** The first id comes before any change, and says where the stream begins. */
  #goOnBehind(lastEventId) {
    if (lastEventId === '') {
      return;
    }
    this.#position = { lastEventId };
    this.#onBegin.splice(0).forEach((listener) => listener());
  }

  #failed(error) {
    if (error instanceof Problem && error.status === 410) {
      this.#position = { after: error.fields.latest };
      this.#change({ kind: 'resync', revision: error.fields.latest });
    }
    if (error instanceof Problem && error.status === 401) {
      this.#pause = LONGEST_PAUSE_MILLIS;
      this.#tell('refused');
    } else {
      this.#tell(document.hidden ? 'paused' : 'waiting');
    }
  }

  /** With some chance in it, so that not all pages come back at once to a server that was restarted. */
  async #rest() {
    const millis = this.#pause * (0.5 + Math.random() / 2);
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MILLIS);
    await new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, millis);
    });
  }

  #pauseWhileHidden() {
    let timer;
    document.addEventListener('visibilitychange', () => {
      clearTimeout(timer);
      if (document.hidden) {
        timer = setTimeout(() => this.#connection?.abort(), HIDDEN_MILLIS);
      }
    });
  }

  async #visible() {
    while (document.hidden) {
      await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
    }
  }

  #change(change) {
    this.#onChange.forEach((listener) => listener(change));
  }

  #tell(state) {
    this.#onState.forEach((listener) => listener(state));
  }
}
