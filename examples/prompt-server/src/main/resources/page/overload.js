/**
 * Waits as long as a server with too much to do asks for, and says so meanwhile. It has done nothing of what it refused, so
 * whatever it was can be repeated.
 */
export class Overload {
  #notices;
  #waiting = 0;
  #endNotice = null;

  constructor(notices) {
    this.#notices = notices;
  }

  /**
   * @param signal ends the wait early, with its reason
   */
  async wait(seconds, signal) {
    this.#waiting++;
    this.#endNotice ??= this.#notices.waiting(
      `The server has too much to do. Trying again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}…`);
    try {
      await pause(1000 * seconds, signal);
    } finally {
      this.#waiting--;
      if (this.#waiting === 0) {
        this.#endNotice();
        this.#endNotice = null;
      }
    }
  }
}

function pause(millis, signal) {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}
