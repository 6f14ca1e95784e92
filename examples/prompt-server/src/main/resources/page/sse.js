/** Reads server-sent events from pieces of text as they arrive. */
export class EventParser {
  #rest = '';
  #data = [];
  #id = '';
  #lastEventId = '';

  /** Where the stream is, behind the events that are complete: what a client that comes back sends as Last-Event-ID. */
  get lastEventId() {
    return this.#lastEventId;
  }

  /** @returns the data of the events that are complete by now */
  read(piece) {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?=[^])/);
    this.#rest = lines.pop();
    return lines.flatMap((line) => this.#line(line));
  }

  #line(line) {
    if (line === '') {
      const event = this.#data;
      this.#data = [];
      this.#lastEventId = this.#id;
      return event.length === 0 ? [] : [event.join('\n')];
    }
    const [, name, value] = /^([^:]*):? ?([^]*)$/.exec(line);
    if (name === 'data') {
      this.#data.push(value);
    } else if (name === 'id') {
      this.#id = value;
    }
    return [];
  }
}
