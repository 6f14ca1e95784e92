package io.reactiveregistry.lmdb;

import java.io.IOException;
import java.nio.file.Path;
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

  /** Held while a store is opened, so that nobody else begins the same. */
  private static final Object OPENING = new Object();

  private SharedEngines() {}

  /** The engine of the store, started if this is its first user. Blocks. */
  static Engine acquire(StoreOptions options) {
    while (true) {
      Lease closing;
      synchronized (OPENING) {
        Object key = new StoreDirectory(options).prepare();
        synchronized (OPEN) {
          closing = OPEN.get(key);
          if (closing != null && closing.users > 0) {
            closing.engine.options().requireSameAs(options);
            closing.users++;
            return closing.engine;
          }
        }
        if (closing == null) {
          return open(options, key);
        }
      }
      closing.engine.awaitClosed();
    }
  }

  private static Engine open(StoreOptions options, Object key) {
    ProcessClaim claim = ProcessClaim.to(key, options.directory());
    try {
      Engine engine = Engine.start(options);
      synchronized (OPEN) {
        OPEN.put(key, new Lease(key, claim, engine));
      }
      return engine;
    } catch (Throwable e) {
      claim.close();
      throw e;
    }
  }

  /**
   * One more use of the engine of a store, whatever its options are; null when this process does
   * not have the store open. To be given back by {@link #leave}.
   */
  static @Nullable Engine join(Path directory) throws IOException {
    Object key = StoreDirectory.fileKey(directory);
    synchronized (OPEN) {
      Lease lease = OPEN.get(key);
      if (lease == null || lease.users == 0) {
        return null;
      }
      lease.users++;
      return lease.engine;
    }
  }

  /** Gives up one use of the engine, and closes it if it was the last one. Blocks. */
  static void leave(Engine engine) {
    if (release(engine)) {
      close(engine);
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
        Lease lease = leaseOf(engine);
        OPEN.remove(lease.key);
        lease.claim.close();
      }
    }
  }

  private static Lease leaseOf(Engine engine) {
    return OPEN.values().stream()
        .filter(lease -> lease.engine == engine)
        .findAny()
        .orElseThrow(() -> new IllegalStateException("The engine is not open"));
  }

  private static final class Lease {

    private final Object key;
    private final ProcessClaim claim;
    private final Engine engine;
    private int users = 1;

    Lease(Object key, ProcessClaim claim, Engine engine) {
      this.key = key;
      this.claim = claim;
      this.engine = engine;
    }
  }
}
