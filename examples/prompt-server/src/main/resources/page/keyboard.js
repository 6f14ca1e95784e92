/**
 * The keys that work everywhere: `/` goes to the search, Escape back to the list. Dialogs keep their own Escape, and nothing
 * is taken from who is typing.
 */
export function startKeyboard(search, back) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === '/' && !isTyping(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === 'Escape' && !isTyping(event.target)) {
      back();
    }
  });
}

function isTyping(target) {
  return target.matches('input, textarea, select');
}
