package io.reactiveregistry.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * The throughput of the registry over that of a baseline.
 *
 * @param description what the registry did
 * @param baseline what it was compared with
 * @param perSecond median throughput of the registry, in operations per second
 * @param baselinePerSecond median throughput of the baseline
 * @param spread the ratios of the rounds
 * @param bar the least median that will do, or null where nothing is promised
 */
record Ratio(
    String description,
    String baseline,
    double perSecond,
    double baselinePerSecond,
    Spread spread,
    @Nullable Bar bar) {

  /** Whether the bar is held; nothing promised is nothing broken. */
  boolean isHeld() {
    return bar == null || bar.isHeldBy(spread.median());
  }
}
