package io.reactiveregistry.lmdb;

import io.reactiveregistry.metrics.RegistryMetrics;
import org.jspecify.annotations.Nullable;

/**
 * How one read ends, and how long it takes from its submission on. Reads that are not timed have
 * nothing of their own to keep and share one.
 */
final class ReadMeasurement {

  private final OperationMeter meter;
  private final boolean timed;
  private long submittedAt;

  ReadMeasurement(OperationMeter meter, boolean timed) {
    this.meter = meter;
    this.timed = timed;
  }

  boolean isTimed() {
    return timed;
  }

  /** Called before anybody else can end it. */
  void submitted() {
    if (timed) {
      submittedAt = System.nanoTime();
    }
  }

  long nanosSinceSubmission() {
    return timed ? System.nanoTime() - submittedAt : RegistryMetrics.UNTIMED;
  }

  void ended(long now, @Nullable Throwable failure) {
    meter.ended(timed ? now - submittedAt : RegistryMetrics.UNTIMED, failure);
  }

  void cancelled() {
    meter.cancelled(nanosSinceSubmission());
  }
}
