package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.Maintenance;
import io.reactiveregistry.lmdb.RepairReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry repair}. */
@Command(
    name = "repair",
    description =
        "Puts right what the rest of a store says how it should be: the index of versions, the count, leftovers of templates that were deleted. Labels that stand on no version are removed, and a damaged log of changes begins behind the damage. Templates and versions whose own records are damaged stay as they are and are named. Where pages are damaged nothing is changed.")
final class RepairCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  RepairCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RepairReport report =
        MaintenanceJob.run(
            console,
            "either everything was repaired or nothing",
            bar -> Maintenance.repair(store, bar));
    return new MaintenanceReports(console).print(report);
  }
}
