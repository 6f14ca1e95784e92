import { Kept } from './kept.js';

const KEY = 'prompt-server.theme';
const NEXT = { system: 'light', light: 'dark', dark: 'system' };
const NAMES = { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };
const SIGNS = { system: '◐', light: '☀', dark: '☾' };

/** Light, dark, or as the system has it; kept in this browser. */
export function startTheme(switcher) {
  const show = (theme) => {
    document.documentElement.dataset.theme = theme;
    switcher.textContent = SIGNS[theme];
    switcher.title = NAMES[theme];
    switcher.setAttribute('aria-label', NAMES[theme]);
  };
  const kept = new Kept(() => localStorage, KEY);
  let theme = kept.value in NEXT ? kept.value : 'system';
  show(theme);
  switcher.addEventListener('click', () => {
    theme = NEXT[theme];
    kept.value = theme;
    show(theme);
  });
}
