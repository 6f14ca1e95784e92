package io.reactiveregistry.lmdb;

import io.reactiveregistry.metrics.Operation;
import io.reactiveregistry.metrics.RegistryMetrics;
import org.jspecify.annotations.Nullable;

/** Tells the recorder how calls of one kind have ended. */
final class OperationMeter {

  private final RegistryMetrics recorder;
  private final Operation operation;
  private final ReadMeasurement untimed = new ReadMeasurement(this, false);

  OperationMeter(RegistryMetrics recorder, Operation operation) {
    this.recorder = recorder;
    this.operation = operation;
  }

  /** For a read that begins; the recorder says whether it is timed. */
  ReadMeasurement read() {
    return recorder.isTimed(operation) ? new ReadMeasurement(this, true) : untimed;
  }

  /**
   * A call has ended.
   *
   * @param failure null when it has succeeded
   */
  void ended(long nanos, @Nullable Throwable failure) {
    if (failure == null) {
      recorder.succeeded(operation, nanos);
    } else {
      recorder.failed(operation, nanos, failure);
    }
  }

  void cancelled(long nanos) {
    recorder.cancelled(operation, nanos);
  }
}
