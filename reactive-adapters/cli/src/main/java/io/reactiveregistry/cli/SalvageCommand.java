package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.Maintenance;
import io.reactiveregistry.lmdb.SalvageReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry salvage}. */
@Command(
    name = "salvage",
    description =
        "Copies every template, version and label that is readable in a damaged store to a new one, and names what is lost. The log of changes is not copied. The damaged store is left as it is.")
final class SalvageCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "NEW-STORE",
      description = "The directory for the new store; nothing may be in it.")
  private Path newStore = Path.of("");

  SalvageCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SalvageReport report =
        MaintenanceJob.run(
            console,
            "no new store was made; a directory '.%s.partial-...' may be left beside it, delete it"
                .formatted(newStore.getFileName()),
            bar -> Maintenance.salvage(store, newStore, bar));
    return new MaintenanceReports(console).print(report);
  }
}
