import { element, isolated } from './dom.js';
import { number } from './format.js';
import { href } from './router.js';

const PAGE_SIZE = 100;
const PAUSE_MILLIS = 150;
const MOST_INSERTED = 500;

/**
 * The ids of the templates, a page at a time, and only those that contain what is searched for. There may be hundreds of
 * thousands of them, so no more is read than is scrolled to.
 */
export class TemplateList {
  #api;
  #notices;
  #search;
  #scroller;
  #list;
  #count;
  #more;
  #reading = null;
  #timer;
  #meanwhile = [];
  #read = 0;
  #complete = false;
  #open = null;

  constructor(api, notices, { search, scroller, list, count, more }) {
    this.#api = api;
    this.#notices = notices;
    this.#search = search;
    this.#scroller = scroller;
    this.#list = list;
    this.#count = count;
    this.#more = more;
    search.addEventListener('input', () => this.#searchSoon());
    more.addEventListener('click', () => this.#readOn());
    list.addEventListener('keydown', (event) => this.#move(event));
    search.addEventListener('keydown', (event) => this.#leaveSearch(event));
    new IntersectionObserver((entries) => entries.some((it) => it.isIntersecting) && this.#readOn(), {
      root: scroller,
      rootMargin: '400px',
    }).observe(more);
  }

  /** Reads from the beginning. What is on its way for an older search is dropped. */
  async refresh() {
    this.#reading?.abort();
    this.#reading = null;
    await this.#readBehind(null);
  }

  /** Marks the template that is open. */
  mark(id) {
    this.#open = id;
    this.#links().forEach((link) => markLink(link, id));
  }

  /** Focuses the template that is marked, or else the first one. */
  focus() {
    const links = this.#links();
    (links.find((link) => link.dataset.id === this.#open) ?? links[0] ?? this.#search).focus();
  }

  changed(change) {
    if (change.kind === 'resync') {
      this.refresh();
    } else if (change.kind === 'saved' || change.kind === 'deleted') {
      if (this.#reading !== null) {
        this.#meanwhile.push(change);
      }
      this.#apply(change);
    }
  }

  #apply({ kind, id }) {
    if (kind === 'saved') {
      this.#insert(id);
    } else {
      this.#remove(id);
    }
  }

  #remove(id) {
    this.#links().find((link) => link.dataset.id === id)?.closest('li').remove();
    this.#tellCount();
    if (this.#list.childElementCount === 0 && !this.#complete && this.#reading === null) {
      this.refresh();
    }
  }

  #searchSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), PAUSE_MILLIS);
  }

  #readOn() {
    const last = this.#list.lastElementChild?.firstElementChild.dataset.id;
    if (this.#reading === null && !this.#complete && last !== undefined) {
      this.#readBehind(last);
    }
  }

  async #readBehind(after) {
    const reading = new AbortController();
    this.#reading = reading;
    this.#meanwhile = [];
    this.#list.setAttribute('aria-busy', 'true');
    try {
      const query = { contains: this.#search.value, after, limit: PAGE_SIZE };
      const ids = await this.#api.ids(query, reading.signal);
      if (reading.signal.aborted) {
        return;
      }
      const rows = ids.map((id) => this.#row(id));
      if (after === null) {
        this.#replace(rows);
      } else {
        this.#list.append(...rows);
      }
      this.#read = this.#list.childElementCount;
      this.#complete = ids.length < PAGE_SIZE;
      this.#more.hidden = this.#complete;
      this.#tellCount();
      // What was read may be older than what was told while it was on its way.
      this.#meanwhile.splice(0).forEach((change) => this.#apply(change));
    } catch (error) {
      if (!reading.signal.aborted) {
        this.#more.hidden = this.#list.childElementCount === 0;
        this.#notices.failed(error);
      }
    } finally {
      if (this.#reading === reading) {
        this.#reading = null;
        this.#list.removeAttribute('aria-busy');
      }
    }
  }

  #replace(rows) {
    const focused = document.activeElement?.dataset.id;
    this.#list.replaceChildren(...rows);
    this.#scroller.scrollTop = 0;
    if (focused !== undefined) {
      (this.#links().find((link) => link.dataset.id === focused) ?? this.#search).focus();
    }
  }

  #row(id) {
    const link = element('a', { href: href('template', id), 'data-id': id, title: id }, isolated(id));
    markLink(link, this.#open);
    return element('li', {}, link);
  }

  /** A template that is new gets its place, unless that lies behind what has been read. */
  #insert(id) {
    if (!id.toLowerCase().includes(this.#search.value.toLowerCase())) {
      return;
    }
    const rows = this.#list.children;
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(rows[middle].firstElementChild.dataset.id, id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const there = rows[low]?.firstElementChild.dataset.id === id;
    if (!there && (low < rows.length || this.#complete)) {
      this.#list.insertBefore(this.#row(id), rows[low] ?? null);
      this.#letGoOfTheEnd();
      this.#tellCount();
    }
  }

  /** An import may insert more than anybody scrolls to. */
  #letGoOfTheEnd() {
    // Not while what comes behind the last one is read.
    while (this.#reading === null && this.#list.childElementCount > this.#read + MOST_INSERTED) {
      this.#list.lastElementChild.remove();
      this.#complete = false;
      this.#more.hidden = false;
    }
  }

  #tellCount() {
    const shown = number(this.#list.childElementCount);
    this.#count.textContent =
      this.#list.childElementCount === 0 ? 'No template' : this.#complete ? `${shown} shown` : `First ${shown} shown`;
  }

  #links() {
    return [...this.#list.querySelectorAll('a')];
  }

  #move(event) {
    const row = event.target.closest('li');
    const next = {
      ArrowDown: row?.nextElementSibling,
      ArrowUp: row?.previousElementSibling ?? this.#search.parentElement,
      Home: this.#list.firstElementChild,
      End: this.#list.lastElementChild,
    }[event.key];
    if (next) {
      event.preventDefault();
      next.firstElementChild.focus();
    }
  }

  #leaveSearch(event) {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.#list.querySelector('a')?.focus();
    } else if (event.key === 'Escape' && this.#search.value !== '') {
      event.preventDefault();
      event.stopPropagation();
      this.#search.value = '';
      this.refresh();
    }
  }
}

function markLink(link, id) {
  if (link.dataset.id === id) {
    link.setAttribute('aria-current', 'true');
  } else {
    link.removeAttribute('aria-current');
  }
}

/** The order of the server, which is that of code points; JavaScript compares halves of them. */
function compare(left, right) {
  const [a, b] = [[...left], [...right]];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) {
      return a[i].codePointAt(0) - b[i].codePointAt(0);
    }
  }
  return a.length - b.length;
}
