package io.reactiveregistry.reliability.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a store that dies again and again must hold: every unit that was acknowledged, and of those
 * under way at its death a first few.
 */
final class Ledger {

  private final long seed;
  private final Path file;
  private ExpectedState state = new ExpectedState();
  private int applied;
  private int acknowledged;
  private long total;

  /**
   * @param file gets what is expected after each death, for somebody who looks into a failure
   */
  Ledger(long seed, Path file) {
    this.seed = seed;
    this.file = file;
  }

  long seed() {
    return seed;
  }

  /** The number of the unit that comes next; the first one has number 1. */
  int next() {
    return applied + 1;
  }

  /** Units of one subscriber take effect in order, so an acknowledgement covers those before. */
  void acknowledge(int number) {
    acknowledged = Math.max(acknowledged, number);
  }

  /** How many acknowledged units were looked for so far. */
  long total() {
    return total;
  }

  /**
   * Compares what was found after a death, and goes on from there.
   *
   * @param underWay units that may have been under way
   * @return what is wrong, or null
   */
  @Nullable String settle(List<String> found, int underWay) throws IOException {
    ExpectedState candidate = state.copy();
    @Nullable String difference = null;
    for (int number = applied; number <= acknowledged + underWay; number++) {
      if (number > applied) {
        candidate.apply(WriteUnit.of(seed, number));
      }
      if (number >= acknowledged) {
        @Nullable String current = candidate.difference(found);
        if (current == null) {
          goOnFrom(candidate, number);
          return null;
        }
        difference = difference == null ? current : difference;
      }
    }
    return "after unit %d of seed %d, at most %d more under way: %s"
        .formatted(acknowledged, seed, underWay, difference);
  }

  private void goOnFrom(ExpectedState found, int number) throws IOException {
    total += Math.max(0, acknowledged - applied);
    state = found;
    applied = number;
    acknowledged = number;
    List<String> lines = new ArrayList<>();
    lines.add("seed %d, unit %d".formatted(seed, number));
    lines.addAll(state.lines());
    Files.write(file, lines);
  }
}
