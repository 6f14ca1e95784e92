package io.reactiveregistry.benchmarks;

import java.util.Arrays;

/**
 * The middle half of some numbers.
 *
 * @param lowerQuartile a quarter of them is below this
 * @param median half of them is below this
 * @param upperQuartile three quarters of them are below this
 */
record Spread(double lowerQuartile, double median, double upperQuartile) {

  /** Takes the quartiles, interpolating between neighbours where they fall between two numbers. */
  static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no numbers to take the quartiles of");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
  }

  private static double quantile(double[] sorted, double fraction) {
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
