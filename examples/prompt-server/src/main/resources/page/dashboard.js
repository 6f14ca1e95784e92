import { LineChart } from './charts.js';
import { element, section } from './dom.js';
import { bytes, duration, number, percent } from './format.js';

const KEPT_MILLIS = 5 * 60_000;
const POLL_MILLIS = 2_000;
const OPERATIONS = [['load', 'Loading'], ['save', 'Saving'], ['http', 'HTTP requests']];

/** What was measured while the dashboard was shown, kept when another view is. */
export class Dashboard {
  #api;
  #samples = [];

  constructor(api) {
    this.#api = api;
  }

  view() {
    return new DashboardView(this.#api, this.#samples);
  }
}

class DashboardView {
  node;
  #api;
  #samples;
  #charts;
  #figures = element('dl', { class: 'figures' });
  #failure = element('div', { role: 'alert' });
  #stopped = new AbortController();

  constructor(api, samples) {
    this.#api = api;
    this.#samples = samples;
    this.#charts = [
      ...OPERATIONS.map(([name, title]) => new LineChart(`${title}: time taken`, ['p50', 'p95', 'p99'].map((percentile) =>
        ({ name: percentile, value: ({ operations }) => operations[name]?.[`${percentile}Millis`] ?? null })),
      { unit: 'milliseconds' })),
      new LineChart('Throughput', OPERATIONS.map(([name]) => ({ name, value: ({ rates }) => rates[name] ?? null })),
        { unit: 'per second' }),
      new LineChart('Errors', OPERATIONS.map(([name]) => ({ name, value: ({ errorRates }) => errorRates[name] ?? null })),
        { unit: 'per second' }),
      new LineChart('Hits of the cache', [{ name: 'hit rate', value: ({ hitRate }) => hitRate }],
        { unit: 'percent of reads', most: 100 }),
    ];
    this.node = element('article', { class: 'view dashboard' },
      element('header', { class: 'heading' }, element('h1', { tabindex: -1 }, 'Dashboard')),
      this.#failure,
      section('Store', this.#figures),
      element('div', { class: 'charts' }, this.#charts.map(({ node }) => node)));
    this.#poll();
  }

  changed() {}

  close() {
    this.#stopped.abort();
  }

  async #poll() {
    while (!this.#stopped.signal.aborted) {
      if (!document.hidden) {
        await this.#sample();
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    }
  }

  async #sample() {
    try {
      const told = await this.#api.dashboard(this.#stopped.signal);
      add(this.#samples, told);
      this.#failure.replaceChildren();
      this.#figures.replaceChildren(...figures(told));
      this.#charts.forEach((chart) => chart.draw(this.#samples));
    } catch (error) {
      if (!this.#stopped.signal.aborted) {
        this.#failure.replaceChildren(element('p', { class: 'failure', dir: 'auto' }, error.message));
      }
    }
  }
}

/** The server counts from its start; how much it was a second comes from two samples. */
function add(samples, told) {
  const last = samples[samples.length - 1];
  const restarted = last !== undefined && told.uptimeMillis < last.uptimeMillis;
  if (restarted) {
    samples.length = 0;
  }
  const before = restarted ? undefined : last;
  const seconds = before === undefined ? 0 : (told.time - before.time) / 1000;
  const rate = (of) => Object.fromEntries(Object.keys(told.operations).map((name) => [
    name,
    seconds > 0 && before.operations[name] ? (told.operations[name][of] - before.operations[name][of]) / seconds : null,
  ]));
  const hits = before === undefined ? 0 : told.vault.hits - before.vault.hits;
  const misses = before === undefined ? 0 : told.vault.misses - before.vault.misses;
  samples.push({
    ...told,
    rates: rate('count'),
    errorRates: rate('errors'),
    hitRate: hits + misses > 0 ? (100 * hits) / (hits + misses) : null,
  });
  while (samples[0].time < told.time - KEPT_MILLIS) {
    samples.shift();
  }
}

/** What the server does not know yet is null. */
function known(value, format) {
  return value === null ? '–' : format(value);
}

function figures({ store, vault, uptimeMillis }) {
  const reads = vault.hits + vault.misses;
  return [
    ['Templates', known(store.templates, number)],
    ['Versions', known(store.versions, number)],
    ['Revision', known(store.revision, number)],
    ['File', known(store.fileBytes, bytes)],
    ['Map in use', known(store.mapUse, percent)],
    ['Reads waiting', known(store.readQueue, number)],
    ['Writes waiting', known(store.writeQueue, number)],
    ['In the cache', number(vault.size)],
    ['Evicted', number(vault.evictions)],
    ['Hits since the start', reads === 0 ? '–' : percent(vault.hits / reads)],
    ['Running for', duration(uptimeMillis)],
  ].map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)));
}
