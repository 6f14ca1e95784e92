// Builds what is shown. Texts become text nodes, whatever they hold: nothing is ever read as HTML.

/**
 * An element with attributes, listeners under `on`, and children. A child that is a text stays one; null and false are
 * left out.
 */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(node, { on = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  for (const [event, listener] of Object.entries(on)) {
    node.addEventListener(event, listener);
  }
  // One by one: there may be more of them than a call takes arguments.
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) {
      node.append(child);
    }
  }
  return node;
}

/** A text of unknown direction, which must not turn round what stands beside it. */
export function isolated(text, attributes = {}) {
  return element('bdi', attributes, text);
}

export function button(text, action, attributes = {}) {
  return element('button', { type: 'button', on: { click: action }, ...attributes }, text);
}

/** A control below its name. */
export function field(name, control, hint = null) {
  return element('label', { class: 'field' }, element('span', { class: 'name' }, name), control,
    hint && element('span', { class: 'hint' }, hint));
}

export function select(options, chosen, attributes = {}) {
  const node = element('select', attributes,
    options.map(([value, text]) => element('option', { value }, text)));
  node.value = chosen;
  return node;
}

/** A part of a view under a heading. */
export function section(title, ...children) {
  return element('section', { class: 'card', 'aria-label': title }, element('h2', {}, title), ...children);
}
