// JSON without loss: a number that JavaScript would round or write differently (1.0, 9007199254740993) stays as it was written.

export function parse(text) {
  return JSON.parse(text, (key, value, context) =>
    typeof value === 'number' && context?.source !== undefined && context.source !== String(value) && JSON.rawJSON
      ? JSON.rawJSON(context.source)
      : value);
}

export function stringify(value, indent) {
  return JSON.stringify(value, null, indent);
}
