package io.reactiveregistry.lmdb;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.function.Consumer;

/** Counts what a job has examined, tells its listener, and asks whether to go on. */
final class ProgressMeter {

  private static final int REPORT_EVERY = 500;

  private LongReads.Control control;
  private Consumer<MaintenanceProgress> listener;
  private long done;
  private long total;

  ProgressMeter(LongReads.Control control, Consumer<MaintenanceProgress> listener) {
    this.control = control;
    this.listener = listener;
  }

  /** The same meter, that asks somebody else whether to go on. */
  @CanIgnoreReturnValue
  ProgressMeter controlledBy(LongReads.Control other) {
    control = other;
    return this;
  }

  /** Begins anew, with this many entries to come. */
  void begin(long total) {
    this.total = total;
    this.done = 0;
    report();
  }

  /** One entry more; throws what the control throws. */
  void advance() {
    done++;
    if (done % REPORT_EVERY == 0) {
      control.checkpoint();
      report();
    }
  }

  void end() {
    done = Math.max(done, total);
    report();
  }

  // Whatever a listener throws, the job is worth more than being told of it.
  private void report() {
    try {
      // A damaged file may have more entries than its counts say.
      listener.accept(new MaintenanceProgress(done, Math.max(done, total)));
    } catch (RuntimeException e) {
      listener = progress -> {};
      Threads.report(e);
    }
  }
}
