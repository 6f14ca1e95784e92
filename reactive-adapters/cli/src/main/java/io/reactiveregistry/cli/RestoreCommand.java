package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.BackupReport;
import io.reactiveregistry.lmdb.Maintenance;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry restore}. */
@Command(
    name = "restore",
    description =
        "Copies a backup to where a store is to be, and reads the copy again. Nothing is ever overwritten: move a store away first that is to be replaced.")
final class RestoreCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "BACKUP", description = "The directory of the backup.")
  private Path backup = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "STORE",
      description = "The directory for the store; nothing may be in it.")
  private Path store = Path.of("");

  RestoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Stores.requireExisting(backup);
    try (Interruption interruption = BackupJob.interruption(console, store)) {
      BackupReport report =
          BackupJob.run(console, interruption, bar -> Maintenance.restore(backup, store, bar));
      BackupJob.print(console, "Restored", report);
    }
    return ExitCodes.OK;
  }
}
