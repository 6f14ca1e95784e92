package io.reactiveregistry.lmdb;

import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.error.UnknownOutcomeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import org.lmdbjava.Txn;

/**
 * A write transaction in which single entries are put right, whatever else the databases hold. From
 * its beginning to its end nobody else commits anything.
 */
final class RepairTransaction implements AutoCloseable {

  private final Environment environment;
  private final Map<String, Dbi<NativeBytes>> databases;
  private final KeyBuffer key = new KeyBuffer();
  private final Txn<NativeBytes> transaction;
  private boolean changed;

  private RepairTransaction(Environment environment, Txn<NativeBytes> transaction) {
    this.environment = environment;
    this.transaction = transaction;
    Environment.Databases all = environment.databases();
    this.databases =
        Map.of(
            StoreOpener.TEMPLATES,
            all.templates(),
            StoreOpener.METADATA,
            all.metadata(),
            StoreOpener.VERSION_INDEX,
            all.versionIndex(),
            StoreOpener.HISTORY,
            Objects.requireNonNull(all.history(), "a store open for writing has a history"),
            StoreOpener.LABELS,
            Objects.requireNonNull(all.labels(), "a store open for writing has labels"),
            StoreOpener.CHANGES,
            Objects.requireNonNull(all.changes(), "a store open for writing has a log of changes"));
  }

  /** Begins, which waits for other writers. The same thread has to end it. */
  static RepairTransaction begin(Environment environment) {
    environment.transactions().lock();
    try {
      return new RepairTransaction(environment, environment.beginWrite());
    } catch (Throwable e) {
      environment.transactions().unlock();
      throw e;
    }
  }

  /** LMDB's number of the transaction whose state this one has found. */
  long foundTransactionId() {
    return transaction.getId() - 1;
  }

  private Dbi<NativeBytes> database(String name) {
    return Objects.requireNonNull(databases.get(name));
  }

  void apply(EntryChange fix) {
    Dbi<NativeBytes> database = database(fix.database());
    byte[] value = fix.value();
    if (value == null) {
      database.delete(transaction, key.set(fix.key()));
    } else {
      database.reserve(transaction, key.set(fix.key()), value.length).fill(value);
    }
    changed = true;
  }

  /** Removes the entry with this key and all before it. */
  void removeUpTo(String database, byte[] last) {
    try (Cursor<NativeBytes> cursor = database(database).openCursor(transaction)) {
      while (cursor.first() && Arrays.compareUnsigned(cursor.key().toArray(), last) <= 0) {
        cursor.delete();
        changed = true;
      }
    }
  }

  /** The value of the key in the database of metadata, before and after what was applied. */
  long revision(Instant now) {
    NativeBytes stored =
        environment.databases().metadata().get(transaction, key.set(StoredKeys.REVISION));
    try {
      return stored == null ? 0 : StoredInteger.decode(stored.toArray());
    } catch (IllegalArgumentException e) {
      return MetadataCheck.lostRevision(now);
    }
  }

  /**
   * Commits if anything has changed, as a write of its own. The log of changes does not tell what
   * was put right, so the number of the transaction is not noted: who follows the log is told that
   * anything may have changed.
   *
   * @throws UnknownOutcomeException when nobody knows whether it took effect
   */
  void commit(Instant now) {
    if (!changed) {
      return;
    }
    long id = transaction.getId();
    long revision = revision(now) + 1;
    apply(
        EntryChange.put(StoreOpener.METADATA, StoredKeys.REVISION, StoredInteger.encode(revision)));
    apply(
        EntryChange.put(
            StoreOpener.METADATA,
            StoredKeys.LAST_MODIFIED,
            StoredInteger.encode(now.getEpochSecond())));
    try {
      transaction.commit();
    } catch (Throwable e) {
      if (!(e instanceof Env.MapFullException) && !environment.isUndone(id, e)) {
        throw new UnknownOutcomeException(environment.directory().toString(), e);
      }
      throw e;
    }
  }

  /** Undoes everything unless committed. */
  @Override
  public void close() {
    try {
      transaction.close();
    } finally {
      key.close();
      environment.transactions().unlock();
    }
  }
}
