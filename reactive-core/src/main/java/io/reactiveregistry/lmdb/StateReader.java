package io.reactiveregistry.lmdb;

import io.reactiveregistry.datafile.DamagedFileException;
import io.reactiveregistry.datafile.DataFile;
import io.reactiveregistry.datafile.Meta;
import io.reactiveregistry.error.StoreInUseException;
import io.reactiveregistry.lmdb.LongReads.Control;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads one state of a store from its file, while others may write.
 *
 * <p>A store that this process has open is read under a pin of its engine. Any other is read
 * without LMDB, which would not survive a damaged one: that goes well until the second commit after
 * the state. If there was one, the store is in use and so LMDB can open it; the work is then begun
 * again under a pin.
 */
final class StateReader {

  private final Path directory;
  private final Control control;

  StateReader(Path directory, Control control) {
    this.directory = directory;
    this.control = control;
  }

  /** Reads a state; may be run several times, of which the last one counts. */
  @FunctionalInterface
  interface StateWork<T> {

    /**
     * Reads the state.
     *
     * @param control to be asked often whether to go on
     */
    T read(DataFile file, Meta meta, Control control) throws IOException;
  }

  <T> T read(StateWork<T> work) throws IOException {
    Engine engine = SharedEngines.join(directory);
    if (engine != null) {
      return readPinned(engine, work);
    }
    try {
      return readUnpinned(work);
    } catch (StateReplacedException inUse) {
      return readOpening(work);
    }
  }

  private <T> T readUnpinned(StateWork<T> work) throws IOException {
    try (DataFile file = DataFile.open(StoreDirectory.dataFile(directory))) {
      Meta meta = file.newestMeta();
      Watch watch = new Watch(file, meta);
      try {
        return work.read(file, meta, watch);
      } finally {
        watch.requireUnchanged(); // or neither a result nor a damage means anything
      }
    }
  }

  private <T> T readOpening(StateWork<T> work) throws IOException {
    while (true) {
      try (LmdbRegistry registry = LmdbRegistry.builder(directory).readOnly(true).open()) {
        return pinned(registry.engine(), work);
      } catch (StoreInUseException openedMeanwhile) {
        Engine engine = SharedEngines.join(directory);
        if (engine != null) {
          return readPinned(engine, work);
        }
        if (openedMeanwhile.option() == null) {
          throw openedMeanwhile; // not by this class loader
        }
      }
    }
  }

  private <T> T readPinned(Engine engine, StateWork<T> work) throws IOException {
    try {
      return pinned(engine, work);
    } finally {
      SharedEngines.leave(engine);
    }
  }

  private <T> T pinned(Engine engine, StateWork<T> work) throws IOException {
    try (PinnedFile pinned = PinnedFile.of(engine.environment())) {
      return work.read(pinned.file(), pinned.meta(), control);
    }
  }

  /** Sees to it that nobody has replaced pages of the state. */
  private final class Watch implements Control {

    private final DataFile file;
    private final Meta meta;

    Watch(DataFile file, Meta meta) {
      this.file = file;
      this.meta = meta;
    }

    @Override
    public void checkpoint() {
      control.checkpoint();
      try {
        requireUnchanged();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void requireUnchanged() throws IOException {
      @Nullable Meta newest = newestOrNull();
      if (newest != null && newest.transactionId() > meta.transactionId() + 1) {
        throw new StateReplacedException();
      }
    }

    private @Nullable Meta newestOrNull() throws IOException {
      try {
        return file.newestMeta();
      } catch (DamagedFileException e) {
        return null; // whoever looks at the state will see it too
      }
    }
  }

  /** The pages may have been used again by now. */
  private static final class StateReplacedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateReplacedException() {
      super(null, null, false, false);
    }
  }
}
