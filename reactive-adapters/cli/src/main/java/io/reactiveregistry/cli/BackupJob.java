package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.BackupProgress;
import io.reactiveregistry.lmdb.BackupReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Makes or restores a backup in the foreground. */
final class BackupJob {

  private BackupJob() {}

  /** What it means to be interrupted. */
  static Interruption interruption(Console console, Path target) {
    return new Interruption(
        console,
        "nothing was made at %s; a directory '.%s.partial-...' may be left beside it, delete it"
            .formatted(target, target.getFileName()));
  }

  /**
   * Waits for the job, with a progress bar in bytes where somebody watches.
   *
   * @param job gets who is to be told of the progress
   */
  static BackupReport run(
      Console console,
      Interruption interruption,
      Function<Consumer<BackupProgress>, Mono<BackupReport>> job) {
    try (ProgressBar bar = new ProgressBar(console.err(), console.interactive())) {
      return interruption.await(job.apply(progress -> bar.show(progress.done(), progress.total())));
    }
  }

  static void print(Console console, String done, BackupReport report) {
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("target", report.target().toString());
      json.put("bytes", report.bytes());
      json.put("templates", report.templates());
      json.put("versions", report.versions());
      json.put("revision", report.revision());
      json.put("elapsedMillis", report.elapsed().toMillis());
      console.printJson(json);
    } else {
      console.println(
          String.format(
              Locale.ROOT,
              "%s %d templates in %d versions, %d bytes, to %s (revision %d); %.1f s",
              done,
              report.templates(),
              report.versions(),
              report.bytes(),
              report.target(),
              report.revision(),
              report.elapsed().toMillis() / 1e3));
    }
  }
}
