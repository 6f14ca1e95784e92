import { button, element, field, isolated, section } from './dom.js';
import { resolveConflict } from './conflict.js';
import { parse, stringify } from './exact-json.js';
import { InputRows, rowsOf } from './inputs.js';
import { PreviewPanel } from './preview.js';
import { go, href } from './router.js';

const EMPTY = { id: '', version: '1.0.0', template: '', inputs: {}, metadata: {} };

/**
 * Writes a new template, or a new version of one. What somebody else saves meanwhile is never overwritten unseen: saving
 * names what the edit began from, and the server refuses it when that is not the current one any more.
 */
export class EditorView {
  node = element('article', { class: 'view editor' });
  #context;
  #id;
  #etag = null;
  #note = element('div', { role: 'status' });
  #news = element('div', { role: 'status' });
  #failure = element('div', { role: 'alert' });
  #read = null;
  #form;
  #save;

  /**
   * @param id null for a new template
   */
  constructor(context, id) {
    this.#context = context;
    this.#id = id;
    this.#begin();
  }

  changed(change, own) {
    if (!own && this.#id !== null && change.id === this.#id && (change.kind === 'saved' || change.kind === 'deleted')) {
      this.#news.replaceChildren(element('p', { class: 'note', dir: 'auto' }, change.kind === 'deleted'
        ? 'Changed by someone else: the template was deleted.'
        : `Changed by someone else: version ${change.version} was saved. You will see the differences when you save.`));
    }
  }

  async #begin() {
    const draft = this.#context.drafts.get(this.#id);
    if (draft !== null) {
      this.#etag = draft.etag;
      this.#show(draft.fields);
      this.#note.replaceChildren(element('p', { class: 'note' }, 'This is your edit that was not saved yet.',
        button('Discard it', () => this.#discard(), { class: 'quiet' })));
      return;
    }
    if (this.#id === null) {
      this.#show(fieldsOf(EMPTY, EMPTY.version));
      return;
    }
    this.node.replaceChildren(element('p', { class: 'loading' }, 'Loading…'));
    try {
      const [{ template, etag }, versions] = await Promise.all([
        this.#context.api.template(this.#id),
        this.#context.api.versions(this.#id),
      ]);
      this.#etag = etag;
      this.#show(fieldsOf(template, next(template.version, versions)));
    } catch (error) {
      this.node.replaceChildren(element('h1', { tabindex: -1 }, isolated(this.#id)),
        element('p', { class: 'failure', role: 'alert', dir: 'auto' }, error.message),
        button('Try again', () => this.#begin()));
    }
  }

  #show(fields) {
    const keep = () => this.#keep();
    const controls = {
      id: element('input', { required: true, autocomplete: 'off', spellcheck: 'false', dir: 'auto' }),
      version: element('input', { required: true, autocomplete: 'off', spellcheck: 'false', dir: 'auto' }),
      description: element('input', { autocomplete: 'off', dir: 'auto' }),
      template: element('textarea', { class: 'code', rows: 16, dir: 'auto', spellcheck: 'true' }),
      metadata: element('textarea', { class: 'code', rows: 4, dir: 'auto', spellcheck: 'false' }),
    };
    Object.entries(controls).forEach(([name, control]) => {
      control.value = fields[name];
    });
    const rows = new InputRows(fields.inputs, () => keep());
    this.#read = {
      fields: () => ({
        ...Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value])),
        inputs: rows.rows(),
      }),
      template: () => templateOf(controls, rows, this.#id),
    };
    this.#save = element('button', { class: 'primary' }, 'Save');
    const preview = new PreviewPanel(this.#context, this.#read.template);
    this.#form = element('form', { class: 'stack', on: {
      input: keep,
      submit: (event) => {
        event.preventDefault();
        this.#submit();
      },
    } },
    element('section', { class: 'card grid' },
      this.#id === null && field('Id', controls.id, 'such as support/greeting'),
      field('Version', controls.version, this.#id === null ? null : `the current one is ${fields.base}`),
      field('Description', controls.description)),
    section('Text', field('Text of the template', controls.template)),
    section('Inputs', rows.node),
    section('Metadata', field('Metadata as JSON', controls.metadata)),
    this.#failure,
    element('div', { class: 'actions sticky' }, this.#save,
      element('a', { class: 'button', href: this.#id === null ? '#/' : href('template', this.#id),
        on: { click: () => this.#context.drafts.drop(this.#id) } }, 'Cancel')));
    this.node.replaceChildren(
      element('header', { class: 'heading' },
        element('a', { class: 'back', href: '#/' }, '‹ Templates'),
        element('h1', { tabindex: -1 }, this.#id === null ? 'New template' : isolated(this.#id))),
      this.#note, this.#news, this.#form, preview.node);
    this.#form.addEventListener('keydown', (event) => {
      if (event.key === 's' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.#form.requestSubmit();
      }
    });
    this.#form.addEventListener('change', () => preview.refresh());
    this.#form.addEventListener('click', () => preview.refresh());
    const { drafts } = this.#context;
    const untouched = drafts.get(this.#id) === null ? stringify(this.#read.fields()) : null;
    this.#keep = () => {
      const edited = this.#read.fields();
      if (stringify(edited) === untouched) {
        drafts.drop(this.#id);
      } else {
        drafts.keep(this.#id, { etag: this.#etag, fields: { ...edited, base: fields.base } });
      }
    };
  }

  #keep = () => {};

  #discard() {
    if (this.#form.inert) {
      return;
    }
    this.#context.drafts.drop(this.#id);
    this.#note.replaceChildren();
    this.#news.replaceChildren();
    this.#begin();
  }

  /** What is under way is saved once, and nothing can be added to it that would not be saved. */
  async #submit() {
    if (this.#form.inert) {
      return;
    }
    const [form, save, focused] = [this.#form, this.#save, document.activeElement];
    this.#failure.replaceChildren();
    form.inert = true;
    save.disabled = true;
    try {
      await this.#saveUnlessChanged(this.#read.template());
    } catch (error) {
      this.#failed(error);
    } finally {
      form.inert = false;
      save.disabled = false;
      if (form.contains(focused)) {
        focused.focus({ preventScroll: true });
      }
    }
  }

  /** Who has gone elsewhere is told there. */
  #failed(error) {
    if (!this.node.isConnected) {
      this.#context.notices.failed(error);
      return;
    }
    this.#failure.replaceChildren(element('p', { class: 'failure', dir: 'auto' }, error.message));
    this.#failure.scrollIntoView({ block: 'nearest' });
  }

  async #saveUnlessChanged(mine) {
    const draft = this.#context.drafts.get(this.#id);
    for (;;) {
      try {
        const saved = await this.#context.api.save(mine, this.#etag);
        this.#drop(draft);
        this.#context.notices.done(`Version ${saved.version} of ${saved.id} is saved.`);
        this.#goOn('template', saved.id);
        return;
      } catch (error) {
        if (error.status !== 412) {
          throw error;
        }
      }
      const theirs = await this.#theirs(mine.id);
      if (!this.node.isConnected) {
        throw new Error(`${mine.id} was not saved: somebody else was faster. Your edit is kept.`);
      }
      const decision = await resolveConflict(theirs?.template ?? null, mine);
      if (decision === 'theirs') {
        this.#drop(draft);
        this.#goOn(...(theirs === null ? [] : ['template', mine.id]));
        return;
      }
      if (decision !== 'mine') {
        return;
      }
      this.#etag = theirs?.etag ?? null;
    }
  }

  /** Unless the user has come back meanwhile and written on. */
  #drop(draft) {
    if (this.#context.drafts.get(this.#id) === draft) {
      this.#context.drafts.drop(this.#id);
    }
  }

  /** Unless the user has gone elsewhere. */
  #goOn(...place) {
    if (this.node.isConnected) {
      go(...place);
    }
  }

  async #theirs(id) {
    try {
      return await this.#context.api.template(id);
    } catch (error) {
      if (error.status === 404) {
        return null;
      }
      throw error;
    }
  }
}

function fieldsOf(template, version) {
  return {
    id: template.id,
    base: template.version,
    version,
    description: template.description ?? '',
    template: template.template,
    inputs: rowsOf(template.inputs),
    metadata: stringify(template.metadata, 2),
  };
}

function templateOf({ id, version, description, template, metadata }, rows, known) {
  let data;
  try {
    data = parse(metadata.value.trim() === '' ? '{}' : metadata.value);
  } catch (error) {
    throw new Error(`The metadata are no JSON: ${error.message}`);
  }
  return {
    id: known ?? id.value,
    version: version.value,
    ...(description.value === '' ? {} : { description: description.value }),
    template: template.value,
    inputs: rows.value(),
    metadata: data,
  };
}

/** The next version that there is not yet; the same one where it does not end with a number. */
function next(version, versions) {
  let proposed = version;
  do {
    const parts = /^([^]*?)(\d{1,15})$/.exec(proposed);
    if (parts === null) {
      return version;
    }
    proposed = parts[1] + (BigInt(parts[2]) + 1n);
  } while (versions.includes(proposed));
  return proposed;
}
