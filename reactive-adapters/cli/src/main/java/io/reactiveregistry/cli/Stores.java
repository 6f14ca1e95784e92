package io.reactiveregistry.cli;

import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens stores so that a mistyped path never makes a new one. */
final class Stores {

  private Stores() {}

  static LmdbRegistry openForReading(Path directory) {
    requireExisting(directory);
    return LmdbRegistry.builder(directory).readOnly(true).open();
  }

  static LmdbRegistry openExisting(Path directory) {
    requireExisting(directory);
    return LmdbRegistry.builder(directory).open();
  }

  static LmdbRegistry openOrCreate(Path directory) {
    return LmdbRegistry.builder(directory).open();
  }

  /** Opened for writing, a store records what other programs write, and the order of it. */
  static LmdbRegistry openForWatching(Path directory) {
    try {
      return openExisting(directory);
    } catch (PermissionDeniedException e) {
      return openForReading(directory);
    }
  }

  static boolean exists(Path directory) {
    return Files.isDirectory(directory)
        ? Files.exists(directory.resolve("data.mdb"))
        : Files.exists(directory);
  }

  static void requireExisting(Path directory) {
    if (!exists(directory)) {
      throw new CommandFailure(
          ExitCodes.IO,
          "no-store",
          "There is no store at %s; check the path, or make one with 'registry migrate' or 'registry put'"
              .formatted(directory));
    }
  }
}
