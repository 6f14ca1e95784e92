import { parse, stringify } from './exact-json.js';
import { Problem } from './problem.js';

const PATIENCE_MILLIS = 30_000;
const REPETITIONS = 3;
const LONGEST_WAIT_SECONDS = 10;
/** What is the server's own and not the registry's. */
const OF_THE_SERVER = new Set(['settings', 'dashboard', 'preview']);

/** The HTTP interface of the server. Every failure is a Problem; a request that was given up is an AbortError. */
export class Api {
  #token;
  #ownWrites;
  #overload;
  #base = '';

  constructor(token, ownWrites, overload) {
    this.#token = token;
    this.#ownWrites = ownWrites;
    this.#overload = overload;
  }

  /** Where the registry is, such as /prompts; empty when nothing stands before its paths. */
  useBasePath(path) {
    this.#base = path === '' ? '' : `${path.slice(1)}/`;
  }

  async settings() {
    return (await this.#call('GET', 'settings')).json;
  }

  async dashboard(signal) {
    return (await this.#call('GET', 'dashboard', { signal, reader: JSON.parse, background: true })).json;
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
    return this.#putLabel(id, label, version, { 'If-None-Match': '*' }, (place) =>
      `The label ${label} stands on version ${place} already; nothing was done.`);
  }

  /** Moves a label, or removes it for a version of null, unless it has left the place where the user saw it. */
  async moveLabel(id, label, seen, version) {
    const left = (place) => place === null
      ? `The label ${label} was removed by now; nothing was done.`
      : `The label ${label} stands on version ${place} by now; nothing was done.`;
    const place = await this.#placeOf(id, label);
    if (place.version !== seen) {
      throw new Problem(412, left(place.version));
    }
    return this.#putLabel(id, label, version, { 'If-Match': place.etag }, left);
  }

  /**
   * @param version null removes the label
   * @param refusal tells, of the place where the label is instead, why nothing was done
   */
  async #putLabel(id, label, version, headers, refusal) {
    try {
      return await this.#write({ kind: 'label-moved', id, label }, version === null ? 'DELETE' : 'PUT',
        path(id, 'labels', label), { headers, ...(version === null ? {} : { body: { version } }) });
    } catch (error) {
      if (error.status !== 412) {
        throw error;
      }
      throw new Problem(412, refusal((await this.#placeOf(id, label)).version));
    }
  }

  /** Where a label is; on no version when there is none. */
  async #placeOf(id, label) {
    try {
      const { json, etag } = await this.#call('GET', path(id, 'labels', label));
      return { version: json.version, etag };
    } catch (error) {
      if (error.status === 404) {
        return { version: null, etag: null };
      }
      throw error;
    }
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

  /**
   * Asks for the token as often as the server does, until the user gives up; and repeats what a server with too much to do has
   * refused, a few times and after the pause that it asks for.
   */
  async #answer(method, where, request) {
    const address = OF_THE_SERVER.has(where) ? where : this.#base + where;
    let repetitions = 0;
    for (;;) {
      const token = this.#token.value;
      const response = await send(method, address, request, this.#token.header);
      if (response.ok) {
        return response;
      }
      const problem = await Problem.of(response);
      if (isRepeated(problem, request) && repetitions < REPETITIONS) {
        repetitions++;
        await this.#overload.wait(problem.retryAfter, request.signal);
      } else if (response.status !== 401 || !(await this.#token.replace(token, request.background || request.endless))) {
        throw problem;
      }
    }
  }
}

/** The feed has pauses of its own, and a pause that is too long is the user's. */
function isRepeated({ status, retryAfter }, { endless }) {
  return status === 429 && !endless && retryAfter !== null && retryAfter <= LONGEST_WAIT_SECONDS;
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
