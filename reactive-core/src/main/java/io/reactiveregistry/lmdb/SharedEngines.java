package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stores that are open in this process. LMDB forbids to open one twice and does not notice it:
 * the readers of both would be corrupted. So every further opening gets the engine of the first
 * one, whatever path leads to the file.
 */
final class SharedEngines {

  /** Guards itself, and is held for moments only: closing a registry must not wait for files. */
  private static final Map<Object, Lease> OPEN = new HashMap<>();

  /** Held while a store is opened, since a new one has no file yet to know it by. */
  private static final Object OPENING = new Object();

  private SharedEngines() {}

  /** The engine of the store, started if this is its first user. Blocks. */
  static Engine acquire(StoreOptions options) {
    while (true) {
      Lease closing;
      synchronized (OPENING) {
        Object existing = fileKey(options.directory());
        synchronized (OPEN) {
          closing = existing == null ? null : OPEN.get(existing);
          if (closing != null && closing.users > 0) {
            closing.engine.options().requireSameAs(options);
            closing.users++;
            return closing.engine;
          }
        }
        if (closing == null) {
          return open(options);
        }
      }
      awaitClosed(closing.engine);
    }
  }

  private static Engine open(StoreOptions options) {
    Engine engine = Engine.start(options);
    Object key = fileKey(options.directory());
    if (key == null) {
      engine.close();
      throw new StorageException(options.directory().toString(), "find the new data.mdb", null);
    }
    synchronized (OPEN) {
      OPEN.put(key, new Lease(key, engine));
    }
    return engine;
  }

  private static void awaitClosed(Engine engine) {
    try {
      engine.awaitClosed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(
          engine.options().directory().toString(), "wait for the store to be closed", e);
    }
  }

  /**
   * Gives up one use of the engine.
   *
   * @return true when it was the last one, and the caller must call {@link #close}
   */
  static boolean release(Engine engine) {
    synchronized (OPEN) {
      return --leaseOf(engine).users == 0;
    }
  }

  /** Closes an engine without users; until it is closed, openings of the store wait. Blocks. */
  static void close(Engine engine) {
    try {
      engine.close();
    } finally {
      synchronized (OPEN) {
        OPEN.remove(leaseOf(engine).key);
      }
    }
  }

  private static Lease leaseOf(Engine engine) {
    return OPEN.values().stream()
        .filter(lease -> lease.engine == engine)
        .findAny()
        .orElseThrow(() -> new IllegalStateException("The engine is not open"));
  }

  /** What identifies the data file, or null when there is none. */
  private static @Nullable Object fileKey(Path directory) {
    Path data = directory.resolve(StoreOpener.DATA_FILE);
    try {
      Object key = Files.readAttributes(data, BasicFileAttributes.class).fileKey();
      return key != null ? key : data.toRealPath(); // Windows has no file keys
    } catch (IOException absent) {
      return null;
    }
  }

  private static final class Lease {

    private final Object key;
    private final Engine engine;
    private int users = 1;

    Lease(Object key, Engine engine) {
      this.key = key;
      this.engine = engine;
    }
  }
}
