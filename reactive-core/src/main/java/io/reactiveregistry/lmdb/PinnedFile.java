package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The data file of an open store, and one state in it that stays as it is. */
final class PinnedFile implements AutoCloseable {

  /**
   * Two commits between pinning a state and finding it in the file are rare, many of them never.
   */
  private static final int ATTEMPTS = 1_000;

  private final SnapshotPin pin;
  private final DataFile file;
  private final Meta meta;

  private PinnedFile(SnapshotPin pin, DataFile file, Meta meta) {
    this.pin = pin;
    this.file = file;
    this.meta = meta;
  }

  /** Pins the newest state. */
  static PinnedFile of(Environment environment) throws IOException {
    Path path = StoreDirectory.dataFile(environment.directory());
    DataFile file = DataFile.open(path);
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        SnapshotPin pin = SnapshotPin.on(environment);
        @Nullable Meta meta = null;
        try {
          meta = file.meta(pin.transactionId());
        } finally {
          if (meta == null) {
            pin.close();
          }
        }
        if (meta != null) {
          return new PinnedFile(pin, file, meta);
        }
      }
      throw new IOException(
          "the state was replaced %d times while it was looked for".formatted(ATTEMPTS));
    } catch (Throwable e) {
      file.close();
      throw e;
    }
  }

  DataFile file() {
    return file;
  }

  Meta meta() {
    return meta;
  }

  @Override
  public void close() throws IOException {
    try {
      pin.close();
    } finally {
      file.close();
    }
  }
}
