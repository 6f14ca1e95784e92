package io.reactiveregistry.lmdb;

import java.util.List;

/**
 * The newest changes in memory, for all who follow them closely. Immutable.
 *
 * <p>It has every change behind {@code start}, up to {@code end}.
 */
final class ChangeTail {

  /** Some hundred kilobytes, and more than a writer commits at once in most cases. */
  private static final int MOST_CHANGES = 4096;

  private final LoggedChange[] changes;
  private final ChangePosition start;
  private final ChangePosition end;

  private ChangeTail(LoggedChange[] changes, ChangePosition start, ChangePosition end) {
    this.changes = changes;
    this.start = start;
    this.end = end;
  }

  /** Without changes, to be continued from the position. */
  static ChangeTail at(ChangePosition position) {
    return new ChangeTail(new LoggedChange[0], position, position);
  }

  /** The tail with what follows it; the oldest changes give way. */
  ChangeTail with(ChangePage page) {
    List<LoggedChange> added = page.changes();
    int kept = Math.max(0, Math.min(changes.length, MOST_CHANGES - added.size()));
    int dropped = changes.length - kept;
    LoggedChange[] all = new LoggedChange[kept + added.size()];
    System.arraycopy(changes, dropped, all, 0, kept);
    for (int i = 0; i < added.size(); i++) {
      all[kept + i] = added.get(i);
    }
    return new ChangeTail(all, dropped == 0 ? start : changes[dropped - 1].position(), page.end());
  }

  ChangePosition end() {
    return end;
  }

  /** Whether every change between the position and the end is here. */
  boolean reaches(ChangePosition position) {
    return position.compareTo(start) >= 0;
  }

  /** The index of the first change behind the position; {@link #size} when there is none. */
  int indexAfter(ChangePosition position) {
    int low = 0;
    int high = changes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes[middle].isAfter(position)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  int size() {
    return changes.length;
  }

  LoggedChange get(int index) {
    return changes[index];
  }
}
