package io.reactiveregistry.cli;

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
      return "go on with --after %d, which repeats revision %d".formatted(printed - 1, printed);
    }
    return after == null ? "there was no change" : "go on with --after " + after;
  }
}
