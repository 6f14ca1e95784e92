import { parse, stringify } from './exact-json.js';
import { Problem } from './problem.js';

const PATIENCE_MILLIS = 30_000;

/** The HTTP interface of the server. Every failure is a Problem; a request that was given up is an AbortError. */
export class Api {
  #token;
  #ownWrites;

  constructor(token, ownWrites) {
    this.#token = token;
    this.#ownWrites = ownWrites;
  }

  async settings() {
    return (await this.#call('GET', 'settings')).json;
  }

  async dashboard(signal) {
    return (await this.#call('GET', 'dashboard', { signal, reader: JSON.parse })).json;
  }

  async ids({ contains, after, limit }, signal) {
    const query = new URLSearchParams({ view: 'ids', limit });
    if (contains !== '') {
      query.set('contains', contains);
    }
    if (after !== null) {
      query.set('after', after);
    }
    return (await this.#call('GET', `templates?${query}`, { signal })).json;
  }

  /** The current version with the ETag that an edit of it begins from. */
  async template(id) {
    const { json, etag } = await this.#call('GET', path(id));
    return { template: json, etag };
  }

  async version(id, version) {
    return (await this.#call('GET', path(id, 'versions', version))).json;
  }

  /** Newest first. */
  async versions(id) {
    return (await this.#call('GET', path(id, 'versions'))).json.versions.reverse();
  }

  async labels(id) {
    return Object.entries((await this.#call('GET', path(id, 'labels'))).json.labels);
  }

  async diff(id, from, to) {
    const query = new URLSearchParams({ from, to });
    return (await this.#call('GET', `${path(id, 'diff')}?${query}`)).json;
  }

  async preview(template, inputs) {
    return (await this.#call('POST', 'preview', { body: { template, inputs } })).json.text;
  }

  /**
   * @param etag of what the edit began from; null saves only what is new
   */
  async save(template, etag) {
    const condition = etag === null ? { 'If-None-Match': '*' } : { 'If-Match': etag };
    return this.#write({ kind: 'saved', id: template.id }, 'PUT', path(template.id), {
      body: template,
      headers: condition,
    });
  }

  /**
   * @param etag of what the user decided about
   */
  async delete(id, etag) {
    return this.#write({ kind: 'deleted', id }, 'DELETE', path(id), { headers: { 'If-Match': etag } });
  }

  async deleteVersion(id, version, force) {
    return this.#write({ kind: 'version-deleted', id, version }, 'DELETE',
      `${path(id, 'versions', version)}?force=${force}`);
  }

  async rollback(id, version) {
    return this.#write({ kind: 'saved', id }, 'POST', path(id, 'rollback'), { body: { version } });
  }

  /** Sets a label that was not there when the user decided. */
  async setLabel(id, label, version) {
    return this.#write({ kind: 'label-moved', id, label }, 'PUT', path(id, 'labels', label), {
      body: { version },
      headers: { 'If-None-Match': '*' },
    });
  }

  /** Moves a label, or removes it for a version of null, unless it has left the place where the user saw it. */
  async moveLabel(id, label, seen, version) {
    const place = await this.#call('GET', path(id, 'labels', label));
    if (place.json.version !== seen) {
      throw new Problem(412, `The label ${label} stands on version ${place.json.version} by now; nothing was done.`);
    }
    const headers = { 'If-Match': place.etag };
    return version === null
      ? this.#write({ kind: 'label-moved', id, label }, 'DELETE', path(id, 'labels', label), { headers })
      : this.#write({ kind: 'label-moved', id, label }, 'PUT', path(id, 'labels', label), { body: { version }, headers });
  }

  /**
   * Opens the feed of changes.
   *
   * @param position behind which it goes on: `{ lastEventId }`, `{ after }`, or nothing of it for what comes from now on
   */
  async changes({ lastEventId, after }, signal) {
    const headers = { Accept: 'text/event-stream' };
    if (lastEventId) {
      headers['Last-Event-ID'] = lastEventId;
    }
    const query = after === undefined ? '' : `?after=${after}`;
    return this.#answer('GET', `changes${query}`, { headers, signal, endless: true });
  }

  async #write(write, method, where, request) {
    return this.#ownWrites.during(write, async () => (await this.#call(method, where, request)).json);
  }

  /** Numbers are kept as they are written, unless they are only looked at. */
  async #call(method, where, request = {}) {
    const response = await this.#answer(method, where, request);
    const text = await response.text().catch(() => {
      throw Problem.unreachable();
    });
    return { json: text === '' ? null : read(text, request.reader ?? parse), etag: response.headers.get('ETag') };
  }

  /** Asks for the token as often as the server does, until the user gives up. */
  async #answer(method, where, request) {
    for (;;) {
      const token = this.#token.value;
      const response = await send(method, where, request, token);
      if (response.ok) {
        return response;
      }
      const problem = await Problem.of(response);
      if (response.status !== 401 || !(await this.#token.replace(token))) {
        throw problem;
      }
    }
  }
}

async function send(method, where, { body, headers = {}, signal, endless }, token) {
  const late = endless ? undefined : AbortSignal.timeout(PATIENCE_MILLIS);
  const signals = [signal, late].filter((it) => it !== undefined);
  try {
    return await fetch(where, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: body === undefined ? undefined : stringify(body),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.any(signals),
    });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw late?.aborted ? Problem.late() : Problem.unreachable();
  }
}

function read(text, reader) {
  try {
    return reader(text);
  } catch {
    throw new Problem(0, 'The answer is not the one of a prompt server.');
  }
}

function path(id, ...rest) {
  return ['templates', id, ...rest].map(encode).join('/');
}

/** Browsers take `.` and `..` for ways through the path, however they are encoded: such a request would go elsewhere. */
function encode(segment) {
  if (segment === '.' || segment === '..' || segment === '') {
    throw new Problem(0, `A browser cannot ask for “${segment}”; use the command line or curl for it.`);
  }
  return encodeURIComponent(segment.toWellFormed());
}
