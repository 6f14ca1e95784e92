/** Why a request failed, in words for a reader. */
export class Problem extends Error {
  /**
   * @param {number} status of the answer, or 0 when there was none
   * @param {object} fields those of the problem, as RFC 9457 has them
   */
  constructor(status, message, fields = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
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
    return new Problem(response.status, detail + advice(response), fields);
  }

  static unreachable() {
    return new Problem(0, 'The server cannot be reached. What you wrote is still here; try again.');
  }

  static late() {
    return new Problem(0, 'The server has not answered in time. Look whether it was done before you repeat it.');
  }
}

function advice(response) {
  const seconds = response.headers.get('Retry-After');
  if (response.status === 429) {
    return `. Try again in ${seconds ?? 'some'} ${seconds === '1' ? 'second' : 'seconds'}.`;
  }
  return '';
}
