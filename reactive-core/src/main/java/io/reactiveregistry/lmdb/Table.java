package io.reactiveregistry.lmdb;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Cursor;
import org.lmdbjava.Dbi;
import org.lmdbjava.Txn;

/** One database inside a write transaction. Used by the writer thread only. */
final class Table {

  private final Dbi<NativeBytes> database;
  private final Txn<NativeBytes> transaction;
  private final KeyBuffer key;
  private @Nullable Boolean inUse;

  Table(Dbi<NativeBytes> database, Txn<NativeBytes> transaction, KeyBuffer key) {
    this.database = database;
    this.transaction = transaction;
    this.key = key;
  }

  boolean contains(byte[] name) {
    return database.get(transaction, key.set(name)) != null;
  }

  byte @Nullable [] get(byte[] name) {
    NativeBytes value = database.get(transaction, key.set(name));
    return value == null ? null : value.toArray();
  }

  void put(byte[] name, byte[] value) {
    database.reserve(transaction, key.set(name), value.length).fill(value);
    inUse = true;
  }

  void delete(byte[] name) {
    if (isInUse()) {
      database.delete(transaction, key.set(name));
    }
  }

  /** Deletes every entry. */
  void clear() {
    database.drop(transaction);
    inUse = false;
  }

  /** Whether a scan can find anything, looked up once: in most stores some tables are empty. */
  private boolean isInUse() {
    if (inUse == null) {
      inUse = entries() > 0;
    }
    return inUse;
  }

  long entries() {
    return database.stat(transaction).entries;
  }

  /** To be closed before anything is written. */
  Cursor<NativeBytes> cursor() {
    return database.openCursor(transaction);
  }

  /** What follows the id in the keys {@code id:name}: its versions, or its labels. */
  List<String> namesOf(String id) {
    if (!isInUse()) {
      return List.of();
    }
    try (Cursor<NativeBytes> cursor = cursor()) {
      return VersionScan.versions(cursor, key, id);
    }
  }

  /** Deletes the entries {@code id:name} of the id. */
  void deleteAllOf(String id) {
    if (!isInUse()) {
      return;
    }
    List<byte[]> names;
    try (Cursor<NativeBytes> cursor = cursor()) {
      names = VersionScan.keys(cursor, key, id);
    }
    names.forEach(this::delete);
  }
}
