package io.reactiveregistry.benchmarks;

/** What the registry promises of its speed: the least ratio of its throughput to a baseline's. */
enum Bar {
  /** {@code load} with 64 in flight, against a blocking read off-loaded to an elastic scheduler. */
  LOAD_OVER_WRAPPER(1.3),
  /** {@code load} with 64 in flight, against blocking reads in plain threads on all cores. */
  LOAD_OVER_BLOCKING(0.85),
  /** {@code load} one after another, against a blocking read off-loaded to an elastic scheduler. */
  SEQUENTIAL_LOAD_OVER_WRAPPER(3.0),
  /** 256 concurrent durable {@code save}s, against one transaction for each. */
  SAVE_OVER_TRANSACTION_EACH(20.0),
  /** {@code saveBatch}, against a loop of puts in one transaction. */
  SAVE_BATCH_OVER_LOOP(0.8),
  /** Saving with the log of changes and nobody who follows it, against saving without it. */
  SAVE_WITH_LOG(0.75),
  /** Saving while 1,000 follow the changes, against saving while nobody does. */
  SAVE_WITH_FOLLOWERS(0.8),
  /** {@code load} of templates with 1,000 versions, against {@code load} of those with one. */
  LOAD_WITH_HISTORY(0.9),
  /** {@code load} of the Vault where it has the template, against a bare cache in a Mono. */
  VAULT_HIT_OVER_CAFFEINE(1 / 1.5),
  /** {@code load} with 64 in flight that is measured by Micrometer, against one that is not. */
  LOAD_WITH_METRICS(0.95),
  /** A template over HTTP, against a constant of the same size and type. */
  GET_OVER_CONSTANT(0.85),
  /** {@code 304} for a template that the client has, against that constant. */
  NOT_MODIFIED_OVER_CONSTANT(0.95),
  /** How soon 99% of the requests for a template are answered, against those for the constant. */
  GET_LATENCY_OVER_CONSTANT(1 / 1.5),
  /** An import over HTTP, against {@code saveAll} in process with the same parsing of JSON. */
  HTTP_IMPORT_OVER_SAVE_ALL(0.7),
  /** Rendering a template that is compiled already, against compiling it each time. */
  RENDERING_OVER_COMPILING(5.0);

  private final double minimum;

  Bar(double minimum) {
    this.minimum = minimum;
  }

  double minimum() {
    return minimum;
  }

  boolean isHeldBy(double ratio) {
    return ratio >= minimum;
  }
}
