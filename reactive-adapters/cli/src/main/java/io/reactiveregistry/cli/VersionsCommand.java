package io.reactiveregistry.cli;

import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry versions}. */
@Command(
    name = "versions",
    description = "Lists the versions of a template, oldest first, and marks the current one.")
final class VersionsCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(index = "1", paramLabel = "ID", description = "The id of the template.")
  private String id = "";

  private record Line(String id, String version, boolean current) {}

  VersionsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (LmdbRegistry registry = Stores.openForReading(store)) {
      String current = Objects.requireNonNull(registry.load(id).block()).version();
      List<String> versions =
          Objects.requireNonNull(registry.listVersions(id).collectList().block());
      versions.forEach(version -> print(version, version.equals(current)));
    }
    return ExitCodes.OK;
  }

  private void print(String version, boolean current) {
    if (console.json()) {
      console.printJson(new Line(id, version, current));
    } else {
      console.println(current ? version + " (current)" : version);
    }
  }
}
