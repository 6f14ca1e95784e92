package io.reactiveregistry.lmdb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** An empty store, whole and on the disk, in a directory of its own that goes away when closed. */
final class NewStore implements AutoCloseable {

  private static final String PREFIX = ".creating-";

  /** Making one takes milliseconds: what is older was left by a process that died meanwhile. */
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

  private final TemporaryDirectory directory;

  private NewStore(TemporaryDirectory directory) {
    this.directory = directory;
  }

  /** Makes one in a new directory below the given one. */
  static NewStore in(Path parent, StoreOptions options) throws IOException {
    TemporaryDirectory.deleteAbandoned(parent, PREFIX, ABANDONED_AFTER);
    NewStore store = new NewStore(TemporaryDirectory.in(parent, PREFIX));
    try {
      StoreOpener.open(options.forCreationIn(store.directory.path())).close();
      TemporaryDirectory.sync(store.dataFile());
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  Path dataFile() {
    return StoreDirectory.dataFile(directory.path());
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
