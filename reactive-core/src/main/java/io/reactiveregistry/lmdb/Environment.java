package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StoreFailedException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.EnvInfo;
import org.lmdbjava.LmdbNativeException;
import org.lmdbjava.Txn;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * An open LMDB environment with its databases.
 *
 * <p>Every transaction runs while its thread holds {@link #transactions()}, and the map is enlarged
 * only while nobody does: enlarging moves the map, and a transaction that still reads the old one
 * would take the JVM down. For the same reason {@link #close()} may only be called when no thread
 * uses the environment any more; {@link Engine} sees to that by joining its threads first.
 *
 * <p>An environment can fail: the device refuses the page on which everything depends, or the map
 * is lost. From then on every transaction is refused with the reason, until it is closed.
 */
final class Environment implements AutoCloseable {

  private static final Logger LOG = Loggers.getLogger(Environment.class);

  private final StoreOptions options;
  private final Env<NativeBytes> env;
  private final Databases databases;
  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private final DiskReserve diskReserve;
  private final AtomicLong staleReadersCleared = new AtomicLong();
  private final LastFailure lastFailure = new LastFailure(Clock.systemUTC());
  private volatile @Nullable Throwable failure;

  Environment(StoreOptions options, Env<NativeBytes> env, Databases databases) {
    this.options = options;
    this.env = env;
    this.databases = databases;
    this.diskReserve =
        new DiskReserve(directory(), options.readOnly() ? 0 : options.deletionReserve());
  }

  StoreOptions options() {
    return options;
  }

  Path directory() {
    return options.directory();
  }

  Databases databases() {
    return databases;
  }

  /** To be held as long as a transaction is active. */
  Lock transactions() {
    return gate.readLock();
  }

  Txn<NativeBytes> beginRead() {
    requireUsable();
    return env.txnRead();
  }

  Txn<NativeBytes> beginWrite() {
    requireUsable();
    return env.txnWrite();
  }

  /**
   * To be asked before anything native: where the map is lost, the next transaction would take the
   * JVM down.
   *
   * @throws StoreFailedException when the environment has failed
   */
  void requireUsable() {
    Throwable cause = failure;
    if (cause != null) {
      throw new StoreFailedException(directory().toString(), cause);
    }
  }

  boolean isUsable() {
    return failure == null;
  }

  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
      LOG.error(
          "The store at {} has failed; it has to be closed and opened again", directory(), cause);
    }
  }

  /** What an error of LMDB is called; one that ends everything is remembered. */
  RegistryException translate(String operation, Throwable error) {
    if (error instanceof LmdbNativeException.PanicException) {
      fail(error);
    }
    Throwable cause = failure;
    RegistryException translated =
        cause == null || error instanceof RegistryException
            ? LmdbErrors.translate(directory(), operation, error)
            : new StoreFailedException(directory().toString(), cause);
    lastFailure.note(translated);
    return translated;
  }

  LastFailure lastFailure() {
    return lastFailure;
  }

  /**
   * Whether nothing of a transaction took effect, although its commit failed. It is certain unless
   * the very page was refused that makes a transaction valid; then LMDB does nothing any more.
   */
  boolean isUndone(long transactionId, Throwable commitFailure) {
    try (Txn<NativeBytes> probe = env.txnRead()) {
      return probe.getId() != transactionId;
    } catch (LmdbNativeException.PanicException e) {
      fail(commitFailure);
      return false;
    } catch (Throwable e) {
      return false; // nobody knows
    }
  }

  EnvInfo info() {
    return env.info();
  }

  /**
   * Frees the slots of readers that died with their processes; they keep pages from being used
   * again.
   *
   * @return how many there were
   */
  int clearStaleReaders() {
    int cleared = env.readerCheck();
    staleReadersCleared.addAndGet(cleared);
    return cleared;
  }

  /** How many slots have been freed so far. */
  long staleReadersCleared() {
    return staleReadersCleared.get();
  }

  /**
   * Doubles the map, up to its limit. The caller holds no transaction.
   *
   * @throws MapFullException when the limit is reached
   */
  void grow(@Nullable Throwable reason) {
    gate.writeLock().lock();
    try {
      requireUsable();
      long current = env.info().mapSize;
      if (current >= options.maxMapSize()) {
        throw new MapFullException(directory().toString(), current, options.maxMapSize(), reason);
      }
      map(Math.min(options.maxMapSize(), current * 2));
    } finally {
      gate.writeLock().unlock();
    }
  }

  DiskReserve diskReserve() {
    return diskReserve;
  }

  /**
   * Enlarges the map beyond its limit, for a deletion; {@link #returnMapReserve} undoes it.
   *
   * @return whether there was anything left to enlarge it by
   */
  boolean lendMapReserve() {
    gate.writeLock().lock();
    try {
      requireUsable();
      long reserve = options.maxMapSize() + options.deletionReserve();
      if (env.info().mapSize >= reserve || reserve < options.maxMapSize()) {
        return false;
      }
      map(reserve);
      return true;
    } finally {
      gate.writeLock().unlock();
    }
  }

  /** LMDB makes the map no smaller than what is in use. */
  void returnMapReserve() {
    gate.writeLock().lock();
    try {
      if (isUsable()) {
        map(options.maxMapSize());
      }
    } finally {
      gate.writeLock().unlock();
    }
  }

  /** Takes over the size to which another process has enlarged the map. */
  void adoptMapSize() {
    gate.writeLock().lock();
    try {
      requireUsable();
      map(0);
      if (env.info().mapSize > options.maxMapSize()) {
        map(options.maxMapSize()); // LMDB makes it no smaller than what is in use
      }
    } finally {
      gate.writeLock().unlock();
    }
  }

  private void map(long size) {
    try {
      env.setMapSize(size);
    } catch (RuntimeException e) {
      fail(e); // LMDB takes the old map away before it makes another one, so there is none now
      throw e;
    }
  }

  @Override
  public void close() {
    env.close();
  }

  /**
   * The databases of a store. The first three are those of the Python original.
   *
   * @param history null in a store of the original that is only read, as are the ones below
   */
  record Databases(
      Dbi<NativeBytes> templates,
      Dbi<NativeBytes> metadata,
      Dbi<NativeBytes> versionIndex,
      @Nullable Dbi<NativeBytes> history,
      @Nullable Dbi<NativeBytes> labels,
      @Nullable Dbi<NativeBytes> changes) {}
}
