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
  SAVE_BATCH_OVER_LOOP(0.8);

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
