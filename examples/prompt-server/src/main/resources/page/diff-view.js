import { button, element } from './dom.js';

const CONTEXT = 3;
const MOST_ROWS = 1000;

/**
 * Shows edits of a text as lines with some of those around them.
 *
 * @param from the lines of the older text
 * @param edits as the server and `diff.js` tell them
 */
export function diffView(from, edits, label) {
  const body = element('tbody');
  const rows = visible(from, edits);
  const append = (count) => {
    for (let row = rows.next(); !row.done; row = rows.next()) {
      body.append(row.value);
      if (--count === 0) {
        return;
      }
    }
    more.remove();
  };
  const more = button('More lines', () => append(MOST_ROWS), { class: 'more' });
  const node = element('div', { class: 'diff', role: 'region', 'aria-label': label, tabindex: 0 },
    element('table', {}, body), more);
  append(MOST_ROWS);
  return node;
}

function* visible(from, edits) {
  let next = 1;
  let shift = 0;
  for (const [index, edit] of edits.entries()) {
    const begin = Math.max(next, edit.fromLine - CONTEXT);
    if (begin > next) {
      yield gap();
    }
    for (let line = begin; line < edit.fromLine; line++) {
      yield row('same', line, line + shift, from[line - 1]);
    }
    for (const [offset, text] of edit.removed.entries()) {
      yield row('removed', edit.fromLine + offset, null, text);
    }
    for (const [offset, text] of edit.added.entries()) {
      yield row('added', null, edit.toLine + offset, text);
    }
    shift += edit.added.length - edit.removed.length;
    next = edit.fromLine + edit.removed.length;
    const end = Math.min(from.length, next + CONTEXT - 1, (edits[index + 1]?.fromLine ?? Infinity) - 1);
    for (; next <= end; next++) {
      yield row('same', next, next + shift, from[next - 1]);
    }
  }
  if (next <= from.length) {
    yield gap();
  }
}

const SIGNS = { same: '', removed: '−', added: '+' };
const NAMES = { same: null, removed: 'removed', added: 'added' };

function row(kind, fromLine, toLine, text) {
  return element('tr', { class: kind },
    element('td', { class: 'number' }, fromLine === null ? '' : String(fromLine)),
    element('td', { class: 'number' }, toLine === null ? '' : String(toLine)),
    element('td', { class: 'sign', 'aria-label': NAMES[kind] }, SIGNS[kind]),
    element('td', { class: 'line', dir: 'auto' }, text));
}

function gap() {
  return element('tr', { class: 'gap' }, element('td', { colspan: 4 }, '⋯'));
}
