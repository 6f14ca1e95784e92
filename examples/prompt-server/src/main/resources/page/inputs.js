import { button, element, field, select } from './dom.js';
import { parse, stringify } from './exact-json.js';

const TYPES = ['string', 'number', 'boolean', 'array<string>', 'object'];

/** The inputs of a template as rows that can be edited. */
export class InputRows {
  node = element('div', { class: 'stack' });
  #rows = element('div', { class: 'stack', role: 'list' });

  constructor(inputs, changed) {
    this.node.append(this.#rows, element('div', { class: 'actions' }, button('Add input', () => {
      const row = this.#add('', { type: 'string', required: true });
      row.querySelector('input').focus();
      changed();
    })));
    Object.entries(inputs).forEach(([name, input]) => this.#add(name, input));
    this.node.addEventListener('input', changed);
    this.node.addEventListener('click', changed);
  }

  /** @returns the inputs as the server takes them; throws an Error that says what is wrong */
  value() {
    const rows = [...this.#rows.children].map((row) => row.read());
    const twice = rows.find(([name], index) => rows.findIndex(([other]) => other === name) !== index);
    if (twice !== undefined) {
      throw new Error(`There are two inputs with the name “${twice[0]}”.`);
    }
    return Object.fromEntries(rows);
  }

  #add(name, input) {
    const names = element('input', { value: name, autocomplete: 'off', spellcheck: 'false', dir: 'auto', class: 'code' });
    const type = select(TYPES.map((it) => [it, it]), input.type);
    const required = element('input', { type: 'checkbox', checked: input.required });
    const shown = defaultText(input);
    const fallback = element('input', { value: shown, autocomplete: 'off', dir: 'auto', class: 'code' });
    const description = element('input', { value: input.description ?? '', autocomplete: 'off', dir: 'auto' });
    const row = element('div', { class: 'input-row', role: 'listitem' },
      field('Name', names), field('Type', type),
      element('label', { class: 'check' }, required, ' required'),
      field('Default', fallback), field('Description', description),
      button('Remove', () => row.remove(), { class: 'danger quiet' }));
    row.read = () => {
      const untouched = fallback.value === shown && type.value === input.type;
      const value = untouched ? input.default : defaultOf(names.value, type.value, fallback.value);
      return [names.value, {
        type: type.value,
        required: required.checked,
        ...(value === undefined ? {} : { default: value }),
        ...(description.value === '' ? {} : { description: description.value }),
      }];
    };
    this.#rows.append(row);
    return row;
  }
}

function defaultText({ type, default: value }) {
  return value === undefined ? '' : type === 'string' && typeof value === 'string' ? value : stringify(value);
}

function defaultOf(name, type, text) {
  if (text === '') {
    return undefined;
  }
  try {
    return type === 'string' ? text : parse(text);
  } catch {
    throw new Error(`The default of “${name}” must be JSON of the type ${type}.`);
  }
}
