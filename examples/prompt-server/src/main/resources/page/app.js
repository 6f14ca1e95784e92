import { Api } from './api.js';
import { ChangeLog } from './changes.js';
import { CompareView } from './compare.js';
import { Dashboard } from './dashboard.js';
import { element } from './dom.js';
import { Drafts } from './drafts.js';
import { EditorView } from './editor.js';
import { ChangeFeed } from './events.js';
import { startKeyboard } from './keyboard.js';
import { TemplateList } from './list.js';
import { Notices } from './notice.js';
import { OwnWrites } from './own-writes.js';
import { Overload } from './overload.js';
import * as router from './router.js';
import { TemplateView } from './template.js';
import { startTheme } from './theme.js';
import { Token } from './token.js';

/** For the changes, before something is shown without them. */
const PATIENCE_MILLIS = 500;
const STATES = { live: 'Live', waiting: 'Reconnecting…', refused: 'Token needed', paused: 'Paused' };

const byId = (id) => document.getElementById(id);
const [panes, content] = [byId('panes'), byId('content')];
const ownWrites = new OwnWrites();
const notices = new Notices(byId('notices'));
const api = new Api(new Token(), ownWrites, new Overload(notices));
const context = { api, notices, drafts: new Drafts(), settings: {} };
const list = new TemplateList(api, notices, {
  search: byId('search'), scroller: byId('scroller'), list: byId('list'), count: byId('count'), more: byId('more'),
});
const changeLog = new ChangeLog();
const dashboard = new Dashboard(api);
const feed = new ChangeFeed(api);
let view = null;

function viewOf([name, id, part, first, second]) {
  if (name === 'changes' && context.settings.changes) {
    return changeLog.view();
  }
  if (name === 'dashboard') {
    return dashboard.view();
  }
  if (name === 'new' && context.settings.writable) {
    return new EditorView(context, null);
  }
  if (name === 'template' && id) {
    if (part === 'edit' && context.settings.writable) {
      return new EditorView(context, id);
    }
    if (part === 'compare' && first && second) {
      return new CompareView(context, id, first, second);
    }
    return new TemplateView(context, id, part === 'version' && first ? first : null);
  }
  return null;
}

function show(parts) {
  view?.close?.();
  view = viewOf(parts);
  panes.dataset.shows = view === null ? 'list' : 'content';
  content.replaceChildren(view?.node ?? welcome());
  content.scrollTop = 0;
  const id = parts[0] === 'template' ? parts[1] : null;
  if (id !== null) {
    list.mark(id);
  }
  document.title = id === null ? 'Prompts' : `${id} · Prompts`;
  const tab = parts[0] === 'changes' || parts[0] === 'dashboard' ? parts[0] : 'templates';
  document.querySelectorAll('nav a').forEach((link) => {
    link.setAttribute('aria-current', link.dataset.view === tab ? 'page' : 'false');
  });
  if (view === null) {
    list.focus();
  } else {
    content.focus({ preventScroll: true });
  }
}

function welcome() {
  return element('div', { class: 'welcome' },
    element('h1', {}, 'Prompts'),
    element('p', {}, 'Choose a template, or search for one.'),
    element('p', { class: 'keys' },
      element('kbd', {}, '/'), ' search ', element('kbd', {}, '↑'), element('kbd', {}, '↓'), ' move ',
      element('kbd', {}, 'Enter'), ' open ', element('kbd', {}, 'Esc'), ' back'));
}

async function changed(change) {
  list.changed(change);
  const own = await ownWrites.made(change);
  changeLog.add(change, own);
  view?.changed(change, own);
}

function showState(state) {
  byId('connection').dataset.state = state;
  byId('connection').textContent = STATES[state];
}

async function readSettings() {
  for (;;) {
    try {
      context.settings = await api.settings();
      return;
    } catch (error) {
      notices.failed(error);
      await new Promise((resolve) => setTimeout(resolve, 5_000));
    }
  }
}

/**
 * What is read before the changes are followed can be outdated by one that nobody tells. So they are followed first; where
 * that takes too long, as in a tab that is opened in the background, everything is read again when it begins.
 */
async function followChanges() {
  feed.onChange(changed);
  feed.onState(showState);
  let late = false;
  const begun = new Promise((resolve) => feed.onBegin(() => {
    if (late) {
      list.refresh();
      view?.changed({ kind: 'resync' }, false);
    }
    resolve();
  }));
  feed.follow();
  await Promise.race([begun, new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS))]);
  late = true;
}

startTheme(byId('theme'));
startKeyboard(byId('search'), () => panes.dataset.shows === 'content' && router.go());
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  content.focus();
});
await readSettings();
api.useBasePath(context.settings.basePath);
byId('new').hidden = !context.settings.writable;
(router.current().length > 0 ? content : byId('search')).focus({ preventScroll: true });
if (context.settings.changes) {
  await followChanges();
} else {
  byId('connection').hidden = true;
  document.querySelector('nav a[data-view=changes]').hidden = true;
  // Nobody tells of writes, not even of those of this page.
  router.onChange(() => list.refresh());
}
router.onChange(show);
show(router.current());
await list.refresh();
