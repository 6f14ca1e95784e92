package io.reactiveregistry.vault;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers the revisions of the latest writes that an observer was told of, so that the feed,
 * which tells of them again, does not drop what was read since. It may forget one, and then that
 * happens.
 */
final class ToldRevisions {

  /** A power of two. */
  private static final int REMEMBERED = 1024;

  private final AtomicLongArray revisions = new AtomicLongArray(REMEMBERED);

  void add(long revision) {
    revisions.set(slot(revision), revision);
  }

  boolean contains(long revision) {
    return revision != 0 && revisions.get(slot(revision)) == revision;
  }

  private static int slot(long revision) {
    return (int) revision & (REMEMBERED - 1);
  }
}
