package io.reactiveregistry.cli;

import io.reactiveregistry.TemplateDiff;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry diff}. */
@Command(
    name = "diff",
    description =
        "Prints how one version of a template differs from another: the lines of its text, and each input and each of the metadata by name. Exits with 1 when they differ.")
final class DiffCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Parameters(index = "1", paramLabel = "ID", description = "The id of the template.")
  private String id = "";

  @Parameters(index = "2", paramLabel = "FROM", description = "The version to begin with.")
  private String from = "";

  @Parameters(index = "3", paramLabel = "TO", description = "The version that it leads to.")
  private String to = "";

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TemplateDiff diff;
    try (LmdbRegistry registry = Stores.openForReading(store)) {
      diff = Objects.requireNonNull(registry.diff(id, from, to).block());
    }
    if (console.json()) {
      console.printJson(DiffJson.of(diff));
    } else {
      DiffLines.of(diff).forEach(console::println);
    }
    return diff.isEmpty() ? ExitCodes.OK : ExitCodes.ITEMS;
  }
}
