package io.reactiveregistry.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets contenders take turns, in rounds A B C, C B A, ..., since it matters what ran just before;
 * stops early, but not before some rounds, when the machine is so busy that they take longer than
 * they may.
 *
 * <p>On a machine shared with others the speed of everything changes from one second to the next.
 * Contenders that run one after the other for a minute each would be compared by the weather;
 * neighbours in a round have nearly the same.
 */
final class Comparison {

  private static final int FEWEST_ROUNDS = 3;

  private final Scale.Rounds rounds;
  private final Progress progress;
  private final int roundsFactor;

  /**
   * @param roundsFactor how many times as many rounds as usual there are
   */
  Comparison(Scale.Rounds rounds, Progress progress, int roundsFactor) {
    this.rounds = rounds;
    this.progress = progress;
    this.roundsFactor = roundsFactor;
  }

  /** Runs the rounds and returns the throughput of the counted ones. */
  Measurements run(String title, List<? extends Contender> contenders) throws Exception {
    List<double[]> counted = new ArrayList<>();
    int warmUpRounds = rounds.warmUp() * roundsFactor;
    int allRounds = warmUpRounds + rounds.counted() * roundsFactor;
    long start = System.nanoTime();
    for (int round = 0; round < allRounds; round++) {
      if (counted.size() >= FEWEST_ROUNDS && elapsedSince(start).compareTo(rounds.limit()) > 0) {
        progress.report("%s: no time for more than %d rounds".formatted(title, counted.size()));
        break;
      }
      boolean warmUp = round < warmUpRounds;
      progress.report(
          "%s: round %d of %d%s"
              .formatted(title, round + 1, allRounds, warmUp ? " (warm-up)" : ""));
      double[] throughputs = new double[contenders.size()];
      for (int i = 0; i < throughputs.length; i++) {
        int turn = round % 2 == 0 ? i : throughputs.length - 1 - i;
        throughputs[turn] = turn(contenders.get(turn), round);
      }
      if (!warmUp) {
        counted.add(throughputs);
      }
    }
    return measurements(title, contenders, counted);
  }

  private static Duration elapsedSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Measurements measurements(
      String title, List<? extends Contender> contenders, List<double[]> counted) {
    Map<String, double[]> perSecond = new LinkedHashMap<>();
    for (int i = 0; i < contenders.size(); i++) {
      int contender = i;
      perSecond.put(
          contenders.get(i).name(),
          counted.stream().mapToDouble(throughputs -> throughputs[contender]).toArray());
    }
    return new Measurements(title, perSecond);
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
