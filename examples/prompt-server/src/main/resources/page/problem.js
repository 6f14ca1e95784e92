/** Why a request failed, in words for a reader. */
export class Problem extends Error {
  /**
   * @param {number} status of the answer, or 0 when there was none
   * @param {object} fields those of the problem, as RFC 9457 has them
   * @param {?number} retryAfter the seconds after which the server wants to be asked again, or null when it names none
   */
  constructor(status, message, fields = {}, retryAfter = null) {
    super(message);
    this.status = status;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }

  static async of(response) {
    const text = await response.text().catch(() => '');
    let fields = {};
    try {
      fields = JSON.parse(text) ?? {};
    } catch {
      // Somebody between may answer as well, in a form of its own.
    }
    const detail = fields.detail ?? fields.title ?? `The server answered ${response.status}`;
    const retryAfter = secondsOf(response.headers.get('Retry-After'));
    return new Problem(response.status, detail + advice(response.status, retryAfter), fields, retryAfter);
  }

  static unreachable() {
    return new Problem(0, 'The server cannot be reached. What you wrote is still here; try again.');
  }

  static late() {
    return new Problem(0, 'The server has not answered in time. Look whether it was done before you repeat it.');
  }
}

function advice(status, retryAfter) {
  if (retryAfter !== null) {
    return `. Try again in ${retryAfter} ${retryAfter === 1 ? 'second' : 'seconds'}.`;
  }
  return status === 429 ? '. Try again later.' : '';
}

/** The header holds seconds or, from somebody between, a date. */
function secondsOf(retryAfter) {
  if (retryAfter === null || /^\d+$/.test(retryAfter)) {
    return retryAfter === null ? null : Number(retryAfter);
  }
  const millis = Date.parse(retryAfter) - Date.now();
  return Number.isNaN(millis) ? null : Math.max(0, Math.ceil(millis / 1000));
}
