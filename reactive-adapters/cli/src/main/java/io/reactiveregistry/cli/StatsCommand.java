package io.reactiveregistry.cli;

import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.StorageInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry stats}. */
@Command(name = "stats", description = "Tells how many templates a store holds, and its sizes.")
final class StatsCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "STORE", description = "The directory of the store.")
  private Path store = Path.of("");

  StatsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (LmdbRegistry registry = Stores.openForReading(store)) {
      Map<String, @Nullable Object> stats =
          stats(
              Objects.requireNonNull(registry.storage().block()),
              Objects.requireNonNull(registry.metadata().block()));
      if (console.json()) {
        console.printJson(stats);
      } else {
        stats.forEach(
            (name, value) ->
                console.println("%-18s %s".formatted(name, value == null ? "never" : value)));
      }
    }
    return ExitCodes.OK;
  }

  private static Map<String, @Nullable Object> stats(
      StorageInfo storage, RegistryMetadata metadata) {
    Map<String, @Nullable Object> stats = new LinkedHashMap<>();
    stats.put("directory", storage.directory().toString());
    stats.put("templates", storage.templates());
    stats.put("versions", storage.versions());
    stats.put("revision", metadata.revision());
    stats.put(
        "lastModified",
        metadata.lastModified() == null ? null : metadata.lastModified().toString());
    stats.put("fileBytes", storage.fileSize());
    stats.put("usedBytes", storage.usedBytes());
    stats.put("mapBytes", storage.mapSize());
    stats.put("maxMapBytes", storage.maxMapSize());
    stats.put("pageBytes", storage.pageSize());
    stats.put("readers", storage.readers());
    stats.put("maxReaders", storage.maxReaders());
    stats.put("lastTransactionId", storage.lastTransactionId());
    return stats;
  }
}
