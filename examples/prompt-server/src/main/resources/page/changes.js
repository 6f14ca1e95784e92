import { element, isolated } from './dom.js';
import { href } from './router.js';

const KEPT = 200;

/** The latest changes since the page was opened, newest first. */
export class ChangeLog {
  #rows = element('ol', { class: 'rows changes', role: 'list' });
  #hint = element('p', { class: 'hint' }, 'What is saved, deleted or labelled from now on appears here.');

  add(change, own) {
    this.#hint.hidden = true;
    this.#rows.prepend(row(change, own));
    if (this.#rows.childElementCount > KEPT) {
      this.#rows.lastElementChild.remove();
    }
  }

  view() {
    return {
      node: element('article', { class: 'view' },
        element('header', { class: 'heading' }, element('h1', { tabindex: -1 }, 'Latest changes')),
        element('section', { class: 'card', 'aria-live': 'polite', 'aria-label': 'Latest changes' }, this.#hint, this.#rows)),
      changed() {},
    };
  }
}

function row(change, own) {
  const now = new Date();
  return element('li', {},
    element('time', { datetime: now.toISOString() }, now.toLocaleTimeString()),
    element('span', { class: `badge ${change.kind}` }, change.kind.replace('-', ' ')),
    change.id !== undefined && (change.kind === 'deleted'
      ? isolated(change.id)
      : element('a', { href: href('template', change.id) }, isolated(change.id))),
    element('span', { class: 'what' }, ...what(change)),
    own && element('span', { class: 'hint' }, 'by you'));
}

function what(change) {
  switch (change.kind) {
    case 'saved':
      return ['version ', element('a', { href: href('template', change.id, 'version', change.version) },
        isolated(change.version))];
    case 'version-deleted':
      return ['version ', isolated(change.version)];
    case 'label-moved':
      return change.version === null
        ? [isolated(change.label), ' removed']
        : [isolated(change.label), ' on version ', isolated(change.version)];
    case 'resync':
      return ['everything was read again'];
    default:
      return [];
  }
}
