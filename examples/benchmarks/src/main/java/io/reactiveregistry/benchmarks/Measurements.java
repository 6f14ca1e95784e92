package io.reactiveregistry.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The throughput of every contender in every round.
 *
 * @param title what was compared
 * @param perSecond operations per second by contender and round
 */
record Measurements(String title, Map<String, double[]> perSecond) {

  Measurements {
    perSecond = new LinkedHashMap<>(perSecond);
  }

  /**
   * Compares two contenders by the ratios of their throughput inside each round, where both saw the
   * same weather.
   */
  Ratio ratio(String description, String contender, String baseline, @Nullable Bar bar) {
    double[] ours = of(contender);
    double[] theirs = of(baseline);
    double[] ratios =
        IntStream.range(0, ours.length).mapToDouble(i -> ours[i] / theirs[i]).toArray();
    return new Ratio(
        description,
        baseline,
        Spread.of(ours).median(),
        Spread.of(theirs).median(),
        Spread.of(ratios),
        bar);
  }

  /** How many rounds were counted. */
  int rounds() {
    return perSecond.values().stream().mapToInt(rounds -> rounds.length).max().orElse(0);
  }

  private double[] of(String contender) {
    double[] rounds = perSecond.get(contender);
    if (rounds == null) {
      throw new IllegalArgumentException(
          "no contender \"%s\" in %s".formatted(contender, perSecond.keySet()));
    }
    return Arrays.copyOf(rounds, rounds.length);
  }
}
