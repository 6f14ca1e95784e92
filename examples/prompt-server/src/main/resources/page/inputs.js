import { button, element, field, select } from './dom.js';
import { parse, stringify } from './exact-json.js';

const TYPES = ['string', 'number', 'boolean', 'array<string>', 'object'];

/** What the rows for these inputs hold. */
export function rowsOf(inputs) {
  return Object.entries(inputs).map(([name, input]) => ({
    name,
    type: input.type,
    required: input.required,
    fallback: defaultText(input),
    description: input.description ?? '',
    saved: input,
  }));
}

/** The inputs of a template as rows that can be edited. */
export class InputRows {
  node = element('div', { class: 'stack' });
  #rows = element('div', { class: 'stack', role: 'list' });

  /**
   * @param rows what they hold at first
   */
  constructor(rows, changed) {
    this.node.append(this.#rows, element('div', { class: 'actions' }, button('Add input', () => {
      const row = this.#add(...rowsOf({ '': { type: 'string', required: true } }));
      row.querySelector('input').focus();
      changed();
    })));
    rows.forEach((row) => this.#add(row));
    this.node.addEventListener('input', changed);
    this.node.addEventListener('click', changed);
  }

  /** @returns what the rows hold now, whether that can be saved or not */
  rows() {
    return [...this.#rows.children].map((row) => row.state());
  }

  /** @returns the inputs as the server takes them; throws an Error that says what is wrong */
  value() {
    const rows = this.rows().map((row) => [row.name, inputOf(row)]);
    const twice = rows.find(([name], index) => rows.findIndex(([other]) => other === name) !== index);
    if (twice !== undefined) {
      throw new Error(`There are two inputs with the name “${twice[0]}”.`);
    }
    return Object.fromEntries(rows);
  }

  #add({ saved, ...shown }) {
    const name = element('input', { value: shown.name, autocomplete: 'off', spellcheck: 'false', dir: 'auto', class: 'code' });
    const type = select(TYPES.map((it) => [it, it]), shown.type);
    const required = element('input', { type: 'checkbox', checked: shown.required });
    const fallback = element('input', { value: shown.fallback, autocomplete: 'off', dir: 'auto', class: 'code' });
    const description = element('input', { value: shown.description, autocomplete: 'off', dir: 'auto' });
    const row = element('div', { class: 'input-row', role: 'listitem' },
      field('Name', name), field('Type', type),
      element('label', { class: 'check' }, required, ' required'),
      field('Default', fallback), field('Description', description),
      button('Remove', () => row.remove(), { class: 'danger quiet' }));
    row.state = () => ({
      name: name.value,
      type: type.value,
      required: required.checked,
      fallback: fallback.value,
      description: description.value,
      saved,
    });
    this.#rows.append(row);
    return row;
  }
}

/** A default that nobody has touched stays as it is, whatever it would be read as. */
function inputOf({ name, type, required, fallback, description, saved }) {
  const untouched = fallback === defaultText(saved) && type === saved.type;
  const value = untouched ? saved.default : defaultOf(name, type, fallback);
  return {
    type,
    required,
    ...(value === undefined ? {} : { default: value }),
    ...(description === '' ? {} : { description }),
  };
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
