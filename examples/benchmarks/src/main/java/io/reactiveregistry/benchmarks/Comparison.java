package io.reactiveregistry.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets contenders take turns, in rounds A B C, A B C, ...
 *
 * <p>On a machine shared with others the speed of everything changes from one second to the next.
 * Contenders that run one after the other for a minute each would be compared by the weather;
 * neighbours in a round have nearly the same.
 */
final class Comparison {

  private final Scale scale;
  private final Progress progress;

  Comparison(Scale scale, Progress progress) {
    this.scale = scale;
    this.progress = progress;
  }

  /** Runs all rounds and returns the throughput of the counted ones. */
  Measurements run(String title, List<? extends Contender> contenders) throws Exception {
    Map<String, double[]> perSecond = new LinkedHashMap<>();
    for (Contender contender : contenders) {
      perSecond.put(contender.name(), new double[scale.rounds()]);
    }
    int allRounds = scale.warmUpRounds() + scale.rounds();
    for (int round = 0; round < allRounds; round++) {
      progress.report(
          "%s: round %d of %d%s"
              .formatted(
                  title, round + 1, allRounds, round < scale.warmUpRounds() ? " (warm-up)" : ""));
      for (Contender contender : contenders) {
        double throughput = turn(contender, round);
        if (round >= scale.warmUpRounds()) {
          rounds(perSecond, contender)[round - scale.warmUpRounds()] = throughput;
        }
      }
    }
    return new Measurements(title, perSecond);
  }

  private static double[] rounds(Map<String, double[]> perSecond, Contender contender) {
    return perSecond.getOrDefault(contender.name(), new double[0]);
  }

  private static double turn(Contender contender, int round) throws Exception {
    contender.prepare();
    try {
      long start = System.nanoTime();
      contender.run(round);
      long nanos = Math.max(1, System.nanoTime() - start);
      return contender.operations() * 1e9 / nanos;
    } finally {
      contender.cleanUp();
    }
  }
}
