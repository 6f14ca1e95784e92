import { button, element, isolated, section } from './dom.js';
import { open } from './dialog.js';
import { edits, lines } from './diff.js';
import { diffView } from './diff-view.js';
import { stringify } from './exact-json.js';

const PARTS = [
  ['Text', (template) => template.template],
  ['Description', (template) => template.description ?? ''],
  ['Inputs', (template) => stringify(template.inputs, 2)],
  ['Metadata', (template) => stringify(template.metadata, 2)],
];

/**
 * Shows what somebody else has saved against what is about to be saved.
 *
 * @param theirs null when it was deleted
 * @returns `mine` to save over it, `theirs` to drop one's own, anything else to go on editing
 */
export function resolveConflict(theirs, mine) {
  return open('Somebody else was faster', (close) => [
    element('div', { class: 'body' }, theirs === null
      ? element('p', {}, 'The template was deleted while you edited it.')
      : comparison(theirs, mine)),
    element('div', { class: 'actions' },
      button('Keep editing', () => close('edit'), { autofocus: true, class: 'primary' }),
      button(theirs === null ? 'Leave it deleted' : 'Take theirs', () => close('theirs')),
      button(theirs === null ? 'Save it again' : 'Save over it', () => close('mine'), { class: 'danger' })),
  ], { class: 'wide' });
}

function comparison(theirs, mine) {
  const differing = PARTS.map(([name, of]) => [name, lines(of(theirs)), lines(of(mine))])
    .map(([name, from, to]) => ({ name, from, changes: edits(from, to) }))
    .filter(({ changes }) => changes.length > 0);
  return [
    element('p', {}, 'Version ', isolated(theirs.version, { class: 'version' }),
      ' was saved while you edited. Lines with − are theirs, lines with + are yours.'),
    theirs.version === mine.version && element('p', { class: 'note' },
      'Both have the same version. Saving over it replaces theirs for good; choose another version to keep both.'),
    differing.length === 0
      ? element('p', {}, 'Nothing differs but the version.')
      : differing.map(({ name, from, changes }) => section(name, diffView(from, changes, `${name}: theirs and yours`))),
  ].flat();
}
