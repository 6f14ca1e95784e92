package io.reactiveregistry.lmdb;

import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.metrics.RequestQueue;

/**
 * How long one write waits for the writer. The writer thread only notes it; it is told where writes
 * are signalled.
 */
final class WriteWait {

  private static final long STILL_WAITING = -1;

  private long submittedAt;
  private long nanos = STILL_WAITING;

  /** Called before the request is queued. */
  void submitted() {
    submittedAt = System.nanoTime();
  }

  /**
   * The writer has taken the request.
   *
   * @param now the time at which it has taken the whole group
   */
  void ended(long now) {
    nanos = now - submittedAt;
  }

  /** Unless the request was cancelled while it waited. */
  void record(RegistryMetrics recorder) {
    if (nanos != STILL_WAITING) {
      recorder.waited(RequestQueue.WRITE, nanos);
    }
  }
}
