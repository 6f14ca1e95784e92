import { element } from './dom.js';

const MOST_LINES = 5000;
const MOST_TAGS_OF_A_LINE = 1000;
// What lies between the signs is bounded, so that a text of nothing but opening signs takes no time.
const TAG = /\{\{[^]{0,300}?\}\}|\{%[^]{0,300}?%\}|\{#[^]{0,300}?#\}/g;
const CLASSES = { '{{': 'variable', '{%': 'tag', '{#': 'comment' };

/**
 * Shows a text with the numbers of its lines and its tags in colour; plainly when it is very long.
 *
 * @param wrong the line to mark, or null
 */
export function textView(text, label, { template = true, wrong = null } = {}) {
  const lines = text.split('\n');
  const attributes = { class: 'text', role: 'region', 'aria-label': label, tabindex: 0 };
  if (lines.length > MOST_LINES) {
    return element('pre', { ...attributes, dir: 'auto' }, text);
  }
  return element('pre', { ...attributes, class: 'text numbered' },
    lines.map((line, index) =>
      element('span', { class: index + 1 === wrong ? 'line wrong' : 'line', dir: 'auto' },
        template ? coloured(line) : line, '\n')));
}

function coloured(line) {
  const parts = [];
  let end = 0;
  for (const tag of line.matchAll(TAG)) {
    if (parts.length >= 2 * MOST_TAGS_OF_A_LINE) {
      break;
    }
    parts.push(line.slice(end, tag.index));
    parts.push(element('span', { class: CLASSES[tag[0].slice(0, 2)] }, tag[0]));
    end = tag.index + tag[0].length;
  }
  return [...parts, line.slice(end)];
}
