import { button, element, field, isolated, section, select } from './dom.js';
import { confirm } from './dialog.js';
import { stringify } from './exact-json.js';
import { Problem } from './problem.js';
import { go, href } from './router.js';
import { textView } from './text-view.js';
import { PreviewPanel } from './preview.js';

/** One template: its current version, or an older one, with all that is known of it. */
export class TemplateView {
  node = element('article', { class: 'view template' });
  #context;
  #id;
  #version;
  #current;
  #etag;
  #versions = [];
  #labels = [];
  #loads = 0;
  #note = element('div', { role: 'status' });
  #shown = element('div', { class: 'stack' }, element('p', { class: 'loading' }, 'Loading…'));
  #labelForm = null;
  #template = null;
  #preview = null;
  /** The versions that are chosen for labels and not set yet. */
  #choices = new Map();

  /**
   * @param version the one to show, or null for the current one
   */
  constructor(context, id, version) {
    this.#context = context;
    this.#id = id;
    this.#version = version;
    this.node.append(this.#note, this.#shown);
    this.#load();
  }

  changed(change, own) {
    if (change.kind === 'resync' || change.id === this.#id) {
      if (!own && change.kind !== 'resync') {
        this.#tell(change);
      }
      this.#load();
    }
  }

  #tell(change) {
    const what = {
      saved: `version ${change.version} was saved`,
      deleted: 'it was deleted',
      'version-deleted': `version ${change.version} was deleted`,
      'label-moved': change.version === null
        ? `label ${change.label} was removed`
        : `label ${change.label} was put on version ${change.version}`,
    }[change.kind];
    this.#note.replaceChildren(element('p', { class: 'note' },
      element('span', { dir: 'auto' }, `Changed by someone else: ${what}.`),
      button('×', () => this.#note.replaceChildren(), { class: 'quiet', 'aria-label': 'Close this note' })));
  }

  async #load() {
    const load = ++this.#loads;
    const { api, settings } = this.#context;
    try {
      const [current, versions, labels, chosen] = await Promise.all([
        api.template(this.#id),
        api.versions(this.#id),
        settings.labels ? api.labels(this.#id) : [],
        this.#version === null ? null : api.version(this.#id, this.#version),
      ]);
      if (load === this.#loads) {
        this.#current = current.template;
        this.#etag = current.etag;
        this.#versions = versions;
        this.#labels = labels;
        this.#show(chosen ?? current.template);
      }
    } catch (error) {
      if (load === this.#loads) {
        this.#shown.replaceChildren(
          element('h1', { tabindex: -1 }, isolated(this.#id)),
          element('p', { class: 'failure', role: 'alert', dir: 'auto' }, error.message),
          button('Try again', () => this.#load()));
      }
    }
  }

  /** Replaces what is shown; the focus goes to the control that has the same name as the one that had it. */
  #show(template) {
    const focused = this.#shown.contains(document.activeElement) ? document.activeElement : null;
    this.#showPreview(template);
    this.#shown.replaceChildren(
      this.#heading(template),
      element('div', { class: 'columns' },
        element('div', { class: 'stack' },
          section('Text', textView(template.template, 'Text of the template')),
          this.#preview.node,
          this.#inputs(template),
          this.#metadata(template)),
        element('div', { class: 'stack side' }, this.#versionList(template), this.#labelList(template))));
    if (focused !== null) {
      const name = nameOf(focused);
      const again = focused.isConnected // it was moved, and has lost the focus by that
        ? focused
        : [...this.#shown.querySelectorAll('a, button, select, h1')].find((it) => nameOf(it) === name);
      again?.focus({ preventScroll: true });
    }
  }

  /** One for all that is shown here, so that what is filled in stays. */
  #showPreview(template) {
    const isAnother = this.#template !== null && stringify(this.#template) !== stringify(template);
    this.#template = template;
    this.#preview ??= new PreviewPanel(this.#context, () => this.#template);
    this.#preview.refresh();
    if (isAnother) {
      this.#preview.clear();
    }
  }

  #heading(template) {
    const { writable } = this.#context.settings;
    const isCurrent = template.version === this.#current.version;
    return element('header', { class: 'heading' },
      element('a', { class: 'back', href: '#/' }, '‹ Templates'),
      element('h1', { tabindex: -1 }, isolated(template.id)),
      element('p', { class: 'meta' },
        'Version ', isolated(template.version, { class: 'version' }), ' ',
        isCurrent ? element('span', { class: 'badge' }, 'current') : element('a', { href: href('template', template.id) },
          'not the current one')),
      template.description && element('p', { class: 'description', dir: 'auto' }, template.description),
      element('div', { class: 'actions' },
        writable && element('a', { class: 'button primary', href: href('template', template.id, 'edit') }, 'Edit'),
        this.#versions.length > 1 && element('a', { class: 'button', href: this.#comparison(template) }, 'Compare versions'),
        writable && button('Delete…', () => this.#delete(), { class: 'danger quiet' })));
  }

  #comparison(template) {
    const older = this.#versions[this.#versions.indexOf(template.version) + 1];
    return older === undefined
      ? href('template', template.id, 'compare', template.version, this.#current.version)
      : href('template', template.id, 'compare', older, template.version);
  }

  #versionList(template) {
    return section('Versions', element('ul', { class: 'rows', role: 'list' }, this.#versions.map((version) =>
      element('li', {},
        element('a', {
          href: href('template', this.#id, 'version', version),
          'aria-current': version === template.version ? 'true' : null,
        }, isolated(version)),
        version === this.#current.version && element('span', { class: 'badge' }, 'current'),
        this.#labels.filter(([, place]) => place === version)
          .map(([label]) => isolated(label, { class: 'badge label' })),
        this.#context.settings.writable && element('span', { class: 'row-actions' },
          version !== this.#current.version && button('Make current', () => this.#rollback(version),
            { class: 'quiet', 'aria-label': `Make version ${version} current` }),
          button('Delete…', () => this.#deleteVersion(version),
            { class: 'danger quiet', 'aria-label': `Delete version ${version}` }))))));
  }

  #labelList() {
    const { labels, labelsWritable: writable } = this.#context.settings;
    if (!labels) {
      return null;
    }
    const rows = this.#labels.map(([label, place]) =>
      element('li', {},
        element('a', { href: href('template', this.#id, 'version', place), class: 'badge label' }, isolated(label)),
        ...(writable ? this.#labelMove(label, place) : [isolated(place)]),
        writable && button('Remove…', () => this.#removeLabel(label, place),
          { class: 'danger quiet', 'aria-label': `Remove label ${label}` })));
    return section('Labels',
      rows.length === 0 ? element('p', { class: 'hint' }, 'No label names a version yet.')
        : element('ul', { class: 'rows', role: 'list' }, rows),
      writable && this.#newLabel());
  }

  /** Chosen first and moved then: a key in a closed list chooses, too. */
  #labelMove(label, place) {
    const chosen = this.#choices.get(label);
    const versions = select(this.#versions.map((version) => [version, version]),
      this.#versions.includes(chosen) ? chosen : place, {
        'aria-label': `Version of label ${label}`,
        on: { change: (event) => this.#choose(label, event.target.value === place ? null : event.target.value) },
      });
    return [versions, button('Move', () => this.#moveLabel(label, place, versions.value),
      { class: 'quiet', 'aria-label': `Move label ${label}` })];
  }

  #choose(label, version) {
    if (version === null) {
      this.#choices.delete(label);
    } else {
      this.#choices.set(label, version);
    }
  }

  /** Made once, so that what is typed outlives a refresh. */
  #newLabel() {
    if (this.#labelForm === null) {
      const name = element('input', { required: true, autocomplete: 'off', dir: 'auto', name: 'label' });
      this.#labelForm = element('form', { class: 'inline', on: { submit: (event) => {
        event.preventDefault();
        this.#setLabel(name.value, event.target.elements.version.value);
      } } }, field('New label', name), element('label', { class: 'field' }), element('button', {}, 'Set'));
    }
    const chosen = this.#labelForm.elements.version?.value;
    const version = select(this.#versions.map((it) => [it, it]),
      this.#versions.includes(chosen) ? chosen : this.#current.version, { name: 'version' });
    this.#labelForm.children[1].replaceChildren(element('span', { class: 'name' }, 'on version'), version);
    return this.#labelForm;
  }

  #inputs({ inputs }) {
    const rows = Object.entries(inputs);
    if (rows.length === 0) {
      return section('Inputs', element('p', { class: 'hint' }, 'This template declares no inputs.'));
    }
    return section('Inputs', element('div', { class: 'scroll' }, element('table', { class: 'table' },
      element('thead', {}, element('tr', {}, ['Name', 'Type', 'Required', 'Default', 'Description']
        .map((name) => element('th', { scope: 'col' }, name)))),
      element('tbody', {}, rows.map(([name, input]) => element('tr', {},
        element('th', { scope: 'row' }, isolated(name, { class: 'code' })),
        element('td', {}, input.type),
        element('td', {}, input.required ? 'yes' : 'no'),
        element('td', {}, input.default === undefined ? '' : isolated(stringify(input.default), { class: 'code' })),
        element('td', { dir: 'auto' }, input.description ?? '')))))));
  }

  #metadata({ metadata }) {
    return Object.keys(metadata).length === 0
      ? null
      : section('Metadata', textView(stringify(metadata, 2), 'Metadata as JSON', { template: false }));
  }

  async #rollback(version) {
    const sure = await confirm({
      title: 'Make current',
      text: ['Version ', isolated(version),
        ' becomes the one that everybody gets who asks for no version. The others stay.'],
      action: 'Make current',
    });
    if (sure) {
      await this.#do(() => this.#context.api.rollback(this.#id, version), `Version ${version} is current.`);
    }
  }

  /** What arrives while the question is open is not what the user has been asked about. */
  async #delete() {
    const shown = this.#etag;
    const sure = await confirm({
      title: 'Delete template',
      text: ['Delete ', isolated(this.#id),
        ` with its ${this.#versions.length} version(s) and its labels? This cannot be undone.`],
      action: 'Delete',
    });
    if (sure && await this.#do(() => this.#deleteUnlessChanged(shown), `${this.#id} is deleted.`)) {
      go();
    }
  }

  async #deleteUnlessChanged(etag) {
    try {
      await this.#context.api.delete(this.#id, etag);
    } catch (error) {
      if (error.status !== 412) {
        throw error;
      }
      throw new Problem(412, error.fields.actual
        ? `Somebody else has saved ${this.#id} meanwhile, so nothing was deleted. It is shown as it is now.`
        : `Somebody else has deleted ${this.#id} meanwhile.`);
    }
  }

  async #deleteVersion(version) {
    const labels = this.#labels.filter(([, place]) => place === version).map(([label]) => label);
    const sure = await confirm({
      title: 'Delete version',
      text: ['Delete version ', isolated(version),
        ...labels.flatMap((label, index) =>
          [index === 0 ? ', and the labels that stand on it: ' : ', ', isolated(label)]),
        '? This cannot be undone.'],
      action: 'Delete',
    });
    const isLast = this.#versions.length <= 1;
    const deleted = sure && await this.#do(
      () => this.#context.api.deleteVersion(this.#id, version, labels.length > 0), `Version ${version} is deleted.`);
    if (deleted && isLast) {
      go();
    } else if (deleted && this.#version === version) {
      go('template', this.#id);
    }
  }

  async #setLabel(label, version) {
    if (await this.#do(() => this.#context.api.setLabel(this.#id, label, version), `${label} names version ${version}.`)) {
      this.#labelForm.reset();
    }
  }

  async #moveLabel(label, seen, version) {
    this.#choose(label, null);
    await this.#do(() => this.#context.api.moveLabel(this.#id, label, seen, version), `${label} names version ${version}.`);
  }

  async #removeLabel(label, seen) {
    const sure = await confirm({
      title: 'Remove label',
      text: ['Remove the label ', isolated(label), ', which names version ', isolated(seen),
        '? Who asks for it will get an error.'],
      action: 'Remove',
    });
    if (sure) {
      this.#choose(label, null);
      await this.#do(() => this.#context.api.moveLabel(this.#id, label, seen, null), `${label} is removed.`);
    }
  }

  /** @returns whether it was done */
  async #do(action, done) {
    let succeeded = true;
    try {
      await action();
      this.#context.notices.done(done);
    } catch (error) {
      succeeded = false;
      this.#context.notices.failed(error);
    }
    await this.#load();
    return succeeded;
  }
}

function nameOf(control) {
  return control.getAttribute('aria-label') ?? control.textContent;
}
