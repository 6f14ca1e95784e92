package io.reactiveregistry.cli;

import io.reactiveregistry.Commit;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry rollback}. */
@Command(
    name = "rollback",
    description =
        "Makes an older version of a template the current one again, as it was. The version that was current stays.")
final class RollbackCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(index = "1", paramLabel = "ID", description = "The id of the template.")
  private String id = "";

  @Parameters(index = "2", paramLabel = "VERSION", description = "The version to go back to.")
  private String version = "";

  private record Result(String id, String version, long revision) {}

  RollbackCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (LmdbRegistry registry = Stores.openExisting(store)) {
      Commit commit = Objects.requireNonNull(registry.rollback(id, version).block());
      if (console.json()) {
        console.printJson(new Result(id, version, commit.revision()));
      } else {
        console.println(
            String.format(
                Locale.ROOT, "%s is %s again (revision %d)", id, version, commit.revision()));
      }
    }
    return ExitCodes.OK;
  }
}
