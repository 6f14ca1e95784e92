package io.reactiveregistry.reliability.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory for a store that goes away with the process. */
final class ScratchStore {

  private ScratchStore() {}

  static Path create() {
    try {
      Path directory = Files.createTempDirectory("fuzzed-store-");
      // In the reverse order of this one.
      directory.toFile().deleteOnExit();
      for (String file : new String[] {"data.mdb", "lock.mdb"}) {
        directory.resolve(file).toFile().deleteOnExit();
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
