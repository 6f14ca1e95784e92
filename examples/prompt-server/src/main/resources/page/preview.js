import { element, field, isolated, section, select } from './dom.js';
import { parse, stringify } from './exact-json.js';
import { textView } from './text-view.js';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** A form for the inputs of a template, and what the template makes of them. */
export class PreviewPanel {
  #context;
  #template;
  #fields = element('div', { class: 'fields' });
  #result = element('div', { class: 'result', 'aria-live': 'polite' });
  #controls = [];
  #inputs = '';
  #previews = 0;
  node;

  /**
   * @param template tells the template as it is at that time; it may throw what hinders it
   */
  constructor(context, template) {
    this.#context = context;
    this.#template = template;
    const form = element('form', { class: 'stack', on: { submit: (event) => {
      event.preventDefault();
      this.#preview();
    } } }, this.#fields, element('div', { class: 'actions' }, element('button', { class: 'primary' }, 'Preview')));
    this.node = section('Preview', form, this.#result);
    this.refresh();
  }

  /** Brings the form in line with the inputs of the template; what was filled in stays. */
  refresh() {
    let inputs;
    try {
      inputs = this.#template().inputs;
    } catch {
      return;
    }
    if (stringify(inputs) === this.#inputs) {
      return;
    }
    this.#inputs = stringify(inputs);
    const filled = new Map(this.#controls.map(({ name, type, control }) => [`${type} ${name}`, control]));
    const focused = document.activeElement;
    this.#controls = Object.entries(inputs).map(([name, input]) => {
      const control = filled.get(`${input.type} ${name}`) ?? controlFor(input);
      return { name, type: input.type, sent: isSentEmpty(input), control };
    });
    this.#fields.replaceChildren(...(this.#controls.length === 0
      ? [element('p', { class: 'hint' }, 'There is nothing to fill in.')]
      : this.#controls.map(({ name, control }) => field(isolated(name, { class: 'code' }), control, hint(inputs[name])))));
    if (this.#fields.contains(focused)) {
      focused.focus({ preventScroll: true });
    }
  }

  /** Takes the result away, which is that of another template. */
  clear() {
    this.#previews++;
    this.#result.replaceChildren();
  }

  async #preview() {
    const preview = ++this.#previews;
    this.refresh();
    this.#controls.forEach(({ control }) => control.removeAttribute('aria-invalid'));
    let template;
    let inputs;
    try {
      template = this.#template();
      inputs = this.#values();
    } catch (error) {
      this.#failed(error, null);
      return;
    }
    try {
      const text = await this.#context.api.preview(template, inputs);
      if (preview !== this.#previews) {
        return;
      }
      this.#result.replaceChildren(
        element('h3', {}, 'Result'),
        textView(text, 'Result of the preview', { template: false }));
    } catch (error) {
      if (preview === this.#previews) {
        this.#failed(error, template);
      }
    }
  }

  #values() {
    const values = [];
    for (const { name, type, sent, control } of this.#controls) {
      if (control.value !== '' || sent) {
        try {
          values.push([name, valueOf(type, control.value)]);
        } catch (error) {
          control.setAttribute('aria-invalid', 'true');
          throw new Error(`${name} is no JSON: ${error.message}`);
        }
      }
    }
    return Object.fromEntries(values);
  }

  /** A failure names the line or the variable where it is known. */
  #failed(error, template) {
    const { line = null, variable, path } = error.fields ?? {};
    const place = variable ?? path?.replace(/^inputs\./, '');
    this.#controls.find(({ name }) => name === place)?.control.setAttribute('aria-invalid', 'true');
    const lines = template?.template.split('\n') ?? [];
    this.#result.replaceChildren(
      element('div', { class: 'failure', role: 'alert' },
        (line !== null || place) && element('strong', { dir: 'auto' },
          [line !== null && `Line ${line}`, place && `Variable ${place}`].filter(Boolean).join(', ')),
        element('p', { dir: 'auto' }, error.message),
        line !== null && lines[line - 1] !== undefined && element('code', { dir: 'auto' }, lines[line - 1])));
  }
}

/** An empty text is a value, too, where there has to be one and nothing else is taken for it. */
function isSentEmpty({ type, required, default: value }) {
  return required && type === 'string' && value === undefined;
}

function controlFor(input) {
  switch (input.type) {
    case 'boolean':
      return select([['', input.required ? 'choose' : 'left out'], ['true', 'true'], ['false', 'false']], '');
    case 'number':
      return element('input', { inputmode: 'decimal', autocomplete: 'off' });
    case 'string':
      return element('textarea', { rows: 2, dir: 'auto' });
    default:
      return element('textarea', { rows: 2, class: 'code', spellcheck: 'false',
        placeholder: input.type === 'object' ? '{"name": "value"}' : '["first", "second"]' });
  }
}

function hint(input) {
  return [
    input.type,
    input.required ? 'required' : 'optional',
    input.default !== undefined && `default ${stringify(input.default)}`,
    input.description,
  ].filter(Boolean).join(' · ');
}

/** What is no number is sent as it is: the server says what is wrong with it. */
function valueOf(type, text) {
  switch (type) {
    case 'string':
      return text;
    case 'number':
      return NUMBER.test(text.trim()) ? parse(text.trim()) : text;
    default:
      return parse(text);
  }
}
