package io.reactiveregistry.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on without missing a change. Of the last revision printed there may be more changes
 * to come, so it is the one before.
 */
final class ResumePoint {

  private static final long NONE = -1;

  private volatile long last = NONE;

  void printed(long revision) {
    last = revision;
  }

  /**
   * Tells the user.
   *
   * @param after where it began, or null for the time it was started
   */
  String describe(@Nullable Long after) {
    long printed = last;
    if (printed != NONE) {
      return String.format(
          Locale.ROOT, "go on with --after %d, which repeats revision %d", printed - 1, printed);
    }
    return after == null ? "there was no change" : "go on with --after " + after;
  }
}
