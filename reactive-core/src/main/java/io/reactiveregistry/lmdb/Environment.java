package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.StorageException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.EnvInfo;
import org.lmdbjava.Txn;

/**
 * An open LMDB environment with its databases.
 *
 * <p>Every transaction runs while its thread holds {@link #transactions()}, and the map is enlarged
 * only while nobody does: enlarging moves the map, and a transaction that still reads the old one
 * would take the JVM down. For the same reason {@link #close()} may only be called when no thread
 * uses the environment any more; {@link Engine} sees to that by joining its threads first.
 */
final class Environment implements AutoCloseable {

  private final StoreOptions options;
  private final Env<NativeBytes> env;
  private final Databases databases;
  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private volatile @Nullable RuntimeException unmapped;

  Environment(StoreOptions options, Env<NativeBytes> env, Databases databases) {
    this.options = options;
    this.env = env;
    this.databases = databases;
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
    requireMapped();
    return env.txnRead();
  }

  Txn<NativeBytes> beginWrite() {
    requireMapped();
    return env.txnWrite();
  }

  /**
   * LMDB takes the old map away before it makes another one. If that fails there is none, and the
   * next transaction would take the JVM down.
   *
   * @throws StorageException when there is no map any more
   */
  void requireMapped() {
    RuntimeException cause = unmapped;
    if (cause != null) {
      throw new StorageException(
          directory().toString(), "map the enlarged store into memory; close and reopen it", cause);
    }
  }

  boolean isMapped() {
    return unmapped == null;
  }

  EnvInfo info() {
    return env.info();
  }

  /** Frees the slots of readers that died with their processes. */
  void clearStaleReaders() {
    env.readerCheck();
  }

  /**
   * Doubles the map, up to its limit. The caller holds no transaction.
   *
   * @throws MapFullException when the limit is reached
   */
  void grow(@Nullable Throwable reason) {
    gate.writeLock().lock();
    try {
      requireMapped();
      long current = env.info().mapSize;
      if (current >= options.maxMapSize()) {
        throw new MapFullException(directory().toString(), current, options.maxMapSize(), reason);
      }
      map(Math.min(options.maxMapSize(), current * 2));
    } finally {
      gate.writeLock().unlock();
    }
  }

  /** Takes over the size to which another process has enlarged the map. */
  void adoptMapSize() {
    gate.writeLock().lock();
    try {
      requireMapped();
      map(0);
    } finally {
      gate.writeLock().unlock();
    }
  }

  private void map(long size) {
    try {
      env.setMapSize(size);
    } catch (RuntimeException e) {
      unmapped = e;
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
   * @param history null in a store of the original that is only read
   */
  record Databases(
      Dbi<NativeBytes> templates,
      Dbi<NativeBytes> metadata,
      Dbi<NativeBytes> versionIndex,
      @Nullable Dbi<NativeBytes> history) {}
}
