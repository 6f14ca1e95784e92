package io.reactiveregistry.micrometer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Timers and summaries as the catalogue has them, with histograms that percentiles can be computed
 * of over many instances. The bounds only say which buckets there are: what lies outside is counted
 * in the first or beyond the last one.
 */
final class Histograms {

  /** Less than it takes to hand a read to another thread and back. */
  private static final Duration SHORTEST = Duration.ofNanos(10_000);

  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** What the writer takes at once. */
  private static final double GREATEST_GROUP = 4_096;

  private Histograms() {}

  static Timer.Builder timer(RegistryMeters meter) {
    return Timer.builder(meter.getName())
        .description(meter.getDescription())
        .publishPercentileHistogram()
        .minimumExpectedValue(SHORTEST)
        .maximumExpectedValue(LONGEST);
  }

  static DistributionSummary.Builder sizes(RegistryMeters meter) {
    return DistributionSummary.builder(meter.getName())
        .description(meter.getDescription())
        .baseUnit(meter.getBaseUnit())
        .publishPercentileHistogram()
        .minimumExpectedValue(1.0)
        .maximumExpectedValue(GREATEST_GROUP);
  }
}
