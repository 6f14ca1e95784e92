package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.CheckReport;
import io.reactiveregistry.lmdb.Maintenance;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry check}. */
@Command(
    name = "check",
    description =
        "Reads every page and every record of a store, whatever state it is in, and names what is not as it should be. Changes nothing. The store may be in use.")
final class CheckCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report =
        MaintenanceJob.run(console, "nothing was changed", bar -> Maintenance.check(store, bar));
    return new MaintenanceReports(console).print(report);
  }
}
