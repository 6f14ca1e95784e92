package io.reactiveregistry.lmdb;

import io.reactiveregistry.metrics.GroupCommit;

/** How long one write transaction takes, and the commit at its end. */
final class TransactionMeasurement {

  private final long begunAt = System.nanoTime();
  private long commitBegunAt;

  /** Everything is written but the commit. */
  void commitBegins() {
    commitBegunAt = System.nanoTime();
  }

  /** What to tell of it now that it is committed. */
  GroupCommit committed(int units, long bytes) {
    long now = System.nanoTime();
    return new GroupCommit(units, bytes, now - begunAt, now - commitBegunAt);
  }
}
