package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.MaintenanceProgress;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Runs a check, a repair or a salvage in the foreground. */
final class MaintenanceJob {

  private MaintenanceJob() {}

  /**
   * Waits for the job, with a progress bar where somebody watches.
   *
   * @param consequence what it means when the user interrupts it
   * @param job gets who is to be told of the progress
   */
  static <T> T run(
      Console console, String consequence, Function<Consumer<MaintenanceProgress>, Mono<T>> job) {
    try (Interruption interruption = new Interruption(console, consequence);
        ProgressBar bar = new ProgressBar(console.err(), console.interactive())) {
      return interruption.await(job.apply(progress -> bar.show(progress.done(), progress.total())));
    }
  }
}
