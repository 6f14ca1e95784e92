package io.reactiveregistry.reliability.load;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether something grows. Compares the medians of the second and of the last quarter: the first
 * one is for filling caches and compiling, and a median does not see single peaks.
 *
 * @param early median of the second quarter
 * @param late median of the last quarter
 */
record Trend(double early, double late) {

  static <T> Trend of(List<T> samples, ToLongFunction<T> what) {
    int quarter = samples.size() / 4;
    if (quarter == 0) {
      throw new IllegalArgumentException("needs at least 4 samples, got " + samples.size());
    }
    return new Trend(
        median(samples.subList(quarter, 2 * quarter), what),
        median(samples.subList(samples.size() - quarter, samples.size()), what));
  }

  private static <T> double median(List<T> samples, ToLongFunction<T> what) {
    long[] sorted = samples.stream().mapToLong(what).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
  }

  /** Whether the growth is more than both tolerances together. */
  boolean grows(double share, double absolute) {
    return late > early * (1 + share) + absolute;
  }

  /** A violation if it grows. */
  void requireSteady(String name, double share, double absolute, Findings findings) {
    findings.expect(
        !grows(share, absolute), "%s grew from %.0f to %.0f".formatted(name, early, late));
  }
}
