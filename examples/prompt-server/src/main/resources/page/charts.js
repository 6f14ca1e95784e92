import { element, svg } from './dom.js';
import { short } from './format.js';

const [WIDTH, HEIGHT] = [480, 150];
const [LEFT, RIGHT, TOP, BOTTOM] = [48, 8, 8, 24];
const MINUTE = 60_000;

/**
 * A chart of lines over time. A value of null leaves a gap.
 *
 * @param series at most three, `{ name, value }`, where `value` takes what is wanted from a sample
 * @param most the upper end of the scale, or null to fit it to the values
 */
export class LineChart {
  node;
  #series;
  #most;
  #unit;
  #title;
  #drawing = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img' });
  #legend = element('ul', { class: 'legend', role: 'list' });

  constructor(title, series, { unit, most = null }) {
    this.#title = title;
    this.#series = series;
    this.#unit = unit;
    this.#most = most;
    this.node = element('figure', { class: 'card chart' },
      element('figcaption', {}, element('h2', {}, title), element('span', { class: 'hint' }, unit)),
      this.#drawing, this.#legend);
  }

  /** @param samples with their `time`, oldest first */
  draw(samples) {
    const now = samples[samples.length - 1].time;
    const span = Math.max(1, Math.ceil((now - samples[0].time) / MINUTE)) * MINUTE;
    const lines = this.#series.map(({ name, value }) => ({ name, values: samples.map(value) }));
    const most = this.#most ?? ceiling(Math.max(0, ...lines.flatMap(({ values }) => values.filter((it) => it !== null))));
    const x = (time) => WIDTH - RIGHT - (WIDTH - LEFT - RIGHT) * (now - time) / span;
    const y = (value) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / most;
    this.#drawing.replaceChildren(
      ...[0, most / 2, most].flatMap((value) => scale(value, y(value))),
      ...times(span / MINUTE),
      ...lines.flatMap(({ values }, index) => line(values, samples, x, y, `series-${index + 1}`)));
    const latest = lines.map(({ name, values }) => [name, values[values.length - 1]]);
    this.#drawing.setAttribute('aria-label', `${this.#title}: ${latest.map(([name, value]) =>
      `${name} ${text(value)} ${this.#unit}`).join(', ')}`);
    this.#legend.replaceChildren(...latest.map(([name, value], index) =>
      element('li', {}, element('span', { class: `key series-${index + 1}` }), `${name} `, element('strong', {}, text(value)))));
  }
}

function text(value) {
  return value === null ? '–' : short(value);
}

/** The next of 1, 2, 5, 10 and so on. */
function ceiling(value) {
  if (value === 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((it) => it >= value) ?? 10 * power;
}

function scale(value, y) {
  return [
    svg('line', { class: 'grid', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }),
    svg('text', { x: LEFT - 6, y: y + 4, 'text-anchor': 'end' }, short(value)),
  ];
}

function times(minutes) {
  return [
    svg('text', { x: LEFT, y: HEIGHT - 4 }, `${minutes} min ago`),
    svg('text', { x: WIDTH - RIGHT, y: HEIGHT - 4, 'text-anchor': 'end' }, 'now'),
  ];
}

/** A line for each run of values, and a dot for one that stands alone. */
function line(values, samples, x, y, series) {
  const runs = [];
  let run = null;
  values.forEach((value, index) => {
    if (value === null) {
      run = null;
      return;
    }
    if (run === null) {
      run = [];
      runs.push(run);
    }
    run.push(`${x(samples[index].time).toFixed(1)},${y(value).toFixed(1)}`);
  });
  return runs.map((points) => points.length === 1
    ? svg('circle', { class: series, cx: points[0].split(',')[0], cy: points[0].split(',')[1], r: 2 })
    : svg('polyline', { class: series, points: points.join(' ') }));
}
