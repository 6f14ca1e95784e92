package io.reactiveregistry.lmdb;

import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.codec.TemplateDecoder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.Txn;

/**
 * LMDB's write transaction with the operations that keep a store's databases in step: the current
 * template, the index of versions, the versions kept, the count. Used by the writer thread only.
 */
final class WriteTransaction implements AutoCloseable {

  private final Environment.Databases databases;
  private final Dbi<NativeBytes> history;
  private final Txn<NativeBytes> transaction;
  private final KeyBuffer key;
  private final TemplateDecoder decoder;
  private long revision;
  private boolean changed;
  private boolean historyInUse;

  WriteTransaction(Environment environment, KeyBuffer key, TemplateDecoder decoder) {
    this.databases = environment.databases();
    this.history =
        Objects.requireNonNull(databases.history(), "a store open for writing has a history");
    this.key = key;
    this.decoder = decoder;
    this.transaction = environment.beginWrite();
    try {
      NativeBytes stored = databases.metadata().get(transaction, key.set(StoredKeys.REVISION));
      this.revision = stored == null ? 0 : StoredInteger.decode(stored.toArray());
      this.historyInUse = history.stat(transaction).entries > 0;
    } catch (Throwable e) {
      transaction.close(); // nobody else can, and the next one would wait for it for ever
      throw e;
    }
  }

  /** The revision of the last unit that changed something. */
  long revision() {
    return revision;
  }

  /** Numbers the unit that has just changed something. */
  long nextRevision() {
    changed = true;
    return ++revision;
  }

  boolean exists(byte[] idKey) {
    return databases.templates().get(transaction, key.set(idKey)) != null;
  }

  /** Makes the template the current one and keeps the version that it replaces. */
  void save(EncodedTemplate template) {
    NativeBytes current = databases.templates().get(transaction, key.set(template.idKey()));
    if (current == null) {
      // Another program may have deleted the template without knowing of its history.
      deleteHistory(template.id());
    } else {
      keep(template, current.toArray());
    }
    put(databases.templates(), template.idKey(), template.record());
    put(databases.versionIndex(), template.versionKey(), template.idKey());
  }

  private void keep(EncodedTemplate replacement, byte[] current) {
    @Nullable String version = decoder.versionOf(current, 0, current.length);
    // A damaged record has no version to be found under, and a version saved again is replaced.
    if (version != null && !version.equals(replacement.version())) {
      put(history, Keys.ofVersion(replacement.id(), version), current);
      historyInUse = true;
    }
    if (historyInUse) {
      history.delete(transaction, key.set(replacement.versionKey()));
    }
  }

  /** Removes every trace of the template, which exists. */
  void delete(String id, byte[] idKey) {
    databases.templates().delete(transaction, key.set(idKey));
    deleteVersions(databases.versionIndex(), id);
    deleteHistory(id);
  }

  private void deleteHistory(String id) {
    if (historyInUse) {
      deleteVersions(history, id);
    }
  }

  private void deleteVersions(Dbi<NativeBytes> database, String id) {
    Iterable<byte[]> names;
    try (Cursor<NativeBytes> cursor = database.openCursor(transaction)) {
      names = VersionScan.keys(cursor, key, id);
    }
    for (byte[] name : names) {
      database.delete(transaction, key.set(name));
    }
  }

  private void put(Dbi<NativeBytes> database, byte[] name, byte[] value) {
    database.reserve(transaction, key.set(name), value.length).fill(value);
  }

  /** Commits, if anything has changed. */
  void commit(Instant now) {
    if (changed) {
      long count = databases.templates().stat(transaction).entries;
      put(databases.metadata(), StoredKeys.COUNT, StoredInteger.encode(count));
      put(
          databases.metadata(),
          StoredKeys.LAST_MODIFIED,
          StoredInteger.encode(now.getEpochSecond()));
      put(databases.metadata(), StoredKeys.REVISION, StoredInteger.encode(revision));
      transaction.commit();
    }
  }

  /** Undoes everything unless committed. */
  @Override
  public void close() {
    transaction.close();
  }
}
