package io.reactiveregistry.migration;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Tells the listener how far a job has come. Only the comparing side calls it, so that calls never
 * overlap; the writing side only counts.
 */
final class ProgressReporter {

  private static final int REPORT_EVERY = 100;

  private final AtomicLong written = new AtomicLong();
  private final Problems problems;
  private Consumer<MigrationProgress> listener;
  private long total;
  private long examined;

  ProgressReporter(Consumer<MigrationProgress> listener, Problems problems) {
    this.listener = listener;
    this.problems = problems;
  }

  void begin(long total) {
    this.total = total;
    report();
  }

  void examined() {
    examined++;
    if (examined % REPORT_EVERY == 0) {
      report();
    }
  }

  void written(int templates) {
    written.addAndGet(templates);
  }

  void end() {
    report();
  }

  // Whatever a listener throws, the job is worth more than being told of it.
  private void report() {
    try {
      listener.accept(new MigrationProgress(examined, total, written.get()));
    } catch (RuntimeException e) {
      listener = progress -> {};
      problems.warn("onProgress", "it threw " + e + " and was not called again");
    }
  }
}
