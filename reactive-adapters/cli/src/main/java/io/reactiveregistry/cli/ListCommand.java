package io.reactiveregistry.cli;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry list}. */
@Command(name = "list", description = "Lists the ids of a store, in the order of their bytes.")
final class ListCommand implements Callable<Integer> {

  private static final int IDS_AHEAD = 1_024;

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  @Option(names = "--prefix", paramLabel = "P", description = "Only ids that begin with P.")
  private String prefix = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = AtLeastOne.class,
      description = "No more than N ids.")
  private int limit = Integer.MAX_VALUE;

  private record Line(String id) {}

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (LmdbRegistry registry = Stores.openForReading(store);
        Stream<String> ids =
            registry.listIds(IdRange.prefix(prefix)).take(limit).toStream(IDS_AHEAD)) {
      ids.forEach(this::print);
    }
    return ExitCodes.OK;
  }

  private void print(String id) {
    if (console.json()) {
      console.printJson(new Line(id));
    } else {
      console.println(id);
    }
  }
}
