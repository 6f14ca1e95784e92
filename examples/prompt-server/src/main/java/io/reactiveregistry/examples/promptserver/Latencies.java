package io.reactiveregistry.examples.promptserver;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long calls of several timers took, of which {@link LatencyBuckets} has set the buckets. */
final class Latencies {

  /** How many took at most so many milliseconds. */
  private final SortedMap<Double, Double> cumulative = new TreeMap<>();

  static Latencies of(Collection<Timer> timers) {
    Latencies latencies = new Latencies();
    for (Timer timer : timers) {
      for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
        latencies.cumulative.merge(
            bucket.bucket(TimeUnit.MILLISECONDS), bucket.count(), Double::sum);
      }
    }
    return latencies;
  }

  /**
   * The time that this share of the calls did not exceed; within its bucket it is estimated. Null
   * when there were no calls.
   */
  @Nullable Double percentileMillis(double share) {
    double all = cumulative.values().stream().reduce(0.0, Math::max);
    if (all == 0) {
      return null;
    }
    double rank = share * all;
    double bound = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      if (bucket.getValue() >= rank) {
        double part = (rank - below) / (bucket.getValue() - below);
        return toMicroseconds(bound + part * (bucket.getKey() - bound));
      }
      bound = bucket.getKey();
      below = bucket.getValue();
    }
    return bound;
  }

  /** What is estimated need not be told to sixteen digits. */
  private static double toMicroseconds(double millis) {
    return Math.round(millis * 1_000) / 1_000.0;
  }
}
