package io.reactiveregistry.cli;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.error.TargetNotEmptyException;
import io.reactiveregistry.migration.Migration;
import io.reactiveregistry.migration.MigrationOptions;
import io.reactiveregistry.migration.MigrationReport;

/** Runs a migration in the foreground. */
final class Transfer {

  private Transfer() {}

  static MigrationReport run(
      Console console,
      Interruption interruption,
      ReactiveRegistry source,
      ReactiveRegistry target,
      MigrationOptions.Builder options) {
    try (ProgressBar bar = new ProgressBar(console.err(), console.interactive())) {
      return interruption.await(Migration.migrate(source, target, options.onProgress(bar).build()));
    } catch (TargetNotEmptyException e) {
      throw new CommandFailure(
          ExitCodes.IO,
          "target-not-empty",
          "The target already holds %d templates; choose an empty one, or add --overwrite to make it equal to the source"
              .formatted(e.count()));
    }
  }
}
