import { button, element, field } from './dom.js';

/**
 * Opens a modal dialog, which keeps the focus inside and gives it back where it was.
 *
 * @param content called with a function that closes the dialog with a value
 * @returns that value, or null after Escape
 */
export function open(title, content, attributes = {}) {
  return new Promise((resolve) => {
    let answer = null;
    const dialog = element('dialog', { 'aria-label': title, ...attributes });
    const close = (value) => {
      answer = value;
      dialog.close();
    };
    dialog.append(element('h2', {}, title), ...[content(close)].flat());
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * @param text in parts, of which those that users have chosen are isolated
 * @returns whether the user confirms
 */
export async function confirm({ title, text, action }) {
  const answer = await open(title, (close) => [
    element('p', {}, ...text),
    element('div', { class: 'actions' },
      button('Cancel', () => close(false), { autofocus: true }),
      button(action, () => close(true), { class: 'danger' })),
  ]);
  return answer === true;
}

/** @returns what the user typed, or null */
export function ask({ title, text, name, type, action }) {
  return open(title, (close) => {
    const input = element('input', { type, autofocus: true, autocomplete: 'off' });
    return element('form', { method: 'dialog', on: { submit: (event) => {
      event.preventDefault();
      close(input.value);
    } } },
    element('p', {}, text),
    field(name, input),
    element('div', { class: 'actions' },
      button('Cancel', () => close(null)),
      element('button', { class: 'primary' }, action)));
  });
}
