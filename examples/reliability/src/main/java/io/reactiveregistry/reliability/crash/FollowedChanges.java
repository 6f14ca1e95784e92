package io.reactiveregistry.reliability.crash;

import io.reactiveregistry.TemplateChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a subscriber that dies again and again has been told in all its lives. It goes on as {@link
 * io.reactiveregistry.ReactiveRegistry#changes(long)} says: after the last revision that is
 * certainly complete, which is the one before the last. The changes of the last one come again, and
 * are known by their number.
 *
 * <p>Not thread-safe.
 */
final class FollowedChanges {

  private final List<TemplateChange> told = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final boolean late;
  private int next;
  private boolean skipping;

  /**
   * @param late whether it goes on one change too late: the mistake that must be noticed
   */
  FollowedChanges(boolean late) {
    this.late = late;
  }

  /** Begins another life; gives the revision after which it follows. */
  long resume() {
    skipping = late && !told.isEmpty();
    next = told.size();
    if (next == 0) {
      return 0;
    }
    long incomplete = told.get(next - 1).revision();
    while (next > 0 && told.get(next - 1).revision() == incomplete) {
      next--;
    }
    return next == 0 ? 0 : told.get(next - 1).revision();
  }

  /** It was told a change. */
  void hear(TemplateChange change) {
    if (next < told.size()) {
      if (!change.equals(told.get(next))) {
        violations.add("%s came again as %s".formatted(told.get(next), change));
      }
      next++;
    } else if (skipping) {
      skipping = false;
    } else {
      told.add(change);
      next++;
    }
  }

  /** Everything, each change once if all is well. */
  List<TemplateChange> told() {
    return Collections.unmodifiableList(told);
  }

  /** What came again and was not the same. */
  List<String> violations() {
    return violations;
  }
}
