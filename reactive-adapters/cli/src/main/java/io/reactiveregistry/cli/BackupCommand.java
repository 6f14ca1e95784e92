package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.BackupReport;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry backup}. */
@Command(
    name = "backup",
    description =
        "Copies a store, which may be in use, to a new directory, and reads the copy again. A backup is a store like any other; nothing is ever overwritten.")
final class BackupCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      description = "The directory for the backup; nothing may be in it.")
  private Path target = Path.of("");

  @Option(
      names = "--compact",
      description = "Leave out free pages and fill the others, which takes longer.")
  private boolean compact;

  BackupCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Interruption interruption = BackupJob.interruption(console, target);
        LmdbRegistry registry = Stores.openForReading(store)) {
      BackupReport report =
          BackupJob.run(console, interruption, bar -> registry.backup(target, compact, bar));
      BackupJob.print(console, "Backed up", report);
    }
    return ExitCodes.OK;
  }
}
