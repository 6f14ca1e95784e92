import { element, field, isolated, section, select } from './dom.js';
import { diffView } from './diff-view.js';
import { lines } from './diff.js';
import { stringify } from './exact-json.js';
import { go, href } from './router.js';

/** How two versions of a template differ, as the server tells it. */
export class CompareView {
  node = element('article', { class: 'view compare' });
  #context;
  #id;
  #shown = element('div', { class: 'stack', 'aria-live': 'polite' }, element('p', { class: 'loading' }, 'Loading…'));

  constructor(context, id, from, to) {
    this.#context = context;
    this.#id = id;
    const choice = element('form', { class: 'inline', on: { submit: (event) => {
      event.preventDefault();
      const [first, second] = choice.querySelectorAll('select');
      go('template', this.#id, 'compare', first.value, second.value);
    } } });
    this.node.append(
      element('header', { class: 'heading' },
        element('a', { class: 'back', href: href('template', id) }, '‹ Back to the template'),
        element('h1', { tabindex: -1 }, isolated(id))),
      choice, this.#shown);
    this.#load(choice, from, to);
  }

  changed() {}

  async #load(choice, from, to) {
    const { api } = this.#context;
    try {
      const [versions, older, diff] = await Promise.all([
        api.versions(this.#id), api.version(this.#id, from), api.diff(this.#id, from, to)]);
      const choose = (name, chosen) => field(name, select(versions.map((it) => [it, it]), chosen));
      choice.replaceChildren(choose('From version', from), choose('to version', to), element('button', {}, 'Compare'));
      this.#shown.replaceChildren(...this.#parts(older, diff));
    } catch (error) {
      this.#shown.replaceChildren(element('p', { class: 'failure', role: 'alert', dir: 'auto' }, error.message));
    }
  }

  #parts(older, diff) {
    if (diff.equal) {
      return [element('p', { class: 'hint' }, 'Both versions say the same.')];
    }
    return [
      diff.template.length > 0
        && section('Text', diffView(lines(older.template), diff.template, 'How the texts differ')),
      diff.description !== null && section('Description', values([diff.description])),
      diff.inputs.length > 0 && section('Inputs', values(diff.inputs)),
      diff.metadata.length > 0 && section('Metadata', values(diff.metadata)),
    ].filter(Boolean);
  }
}

function values(edits) {
  return element('div', { class: 'scroll' }, element('table', { class: 'table' },
    element('thead', {}, element('tr', {}, ['Name', 'Before', 'After'].map((name) => element('th', { scope: 'col' }, name)))),
    element('tbody', {}, edits.map((edit) => element('tr', {},
      element('th', { scope: 'row' }, isolated(edit.name, { class: 'code' })),
      value(edit, 'from', 'removed'), value(edit, 'to', 'added'))))));
}

function value(edit, side, kind) {
  return element('td', { class: `value ${side in edit ? kind : ''}`, dir: 'auto' },
    side in edit ? (typeof edit[side] === 'string' ? edit[side] : stringify(edit[side], 1)) : '');
}
