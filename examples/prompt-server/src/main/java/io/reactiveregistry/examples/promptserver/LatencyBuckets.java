package io.reactiveregistry.examples.promptserver;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Has the timers that the dashboard shows count in the same buckets, of about the last minute.
 * Counts of several timers can be added up, which percentiles cannot.
 */
final class LatencyBuckets implements MeterFilter {

  private static final Set<String> TIMERS =
      Set.of(DashboardReadings.DURATION, DashboardReadings.HTTP_REQUESTS);

  private static final double[] STEPS = {1, 1.5, 2, 3, 5, 7};
  private static final double SHORTEST_NANOS = 10_000;
  private static final int DECADES = 6;

  /** For what takes longer than the greatest step, as requests that never end do. */
  private static final double BEYOND_NANOS = Duration.ofDays(1).toNanos();

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private static final double[] BOUNDS =
      DoubleStream.concat(
              IntStream.range(0, DECADES)
                  .boxed()
                  .flatMapToDouble(
                      decade ->
                          DoubleStream.of(STEPS)
                              .map(step -> step * SHORTEST_NANOS * Math.pow(10, decade))),
              DoubleStream.of(SHORTEST_NANOS * Math.pow(10, DECADES), BEYOND_NANOS))
          .toArray();

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return TIMERS.contains(id.getName())
        ? DistributionStatisticConfig.builder()
            .percentilesHistogram(false)
            .serviceLevelObjectives(BOUNDS)
            .expiry(WINDOW)
            .build()
            .merge(config)
        : config;
  }
}
