package io.reactiveregistry.lmdb;

import org.jspecify.annotations.Nullable;

/** One change of one entry of a database. */
final class EntryChange implements Fix {

  private final String database;
  private final byte[] key;
  private final byte @Nullable [] value;

  private EntryChange(String database, byte[] key, byte @Nullable [] value) {
    this.database = database;
    this.key = key;
    this.value = value;
  }

  static EntryChange remove(String database, byte[] key) {
    return new EntryChange(database, key, null);
  }

  static EntryChange put(String database, byte[] key, byte[] value) {
    return new EntryChange(database, key, value);
  }

  @Override
  public void applyTo(RepairTransaction transaction) {
    transaction.apply(this);
  }

  String database() {
    return database;
  }

  byte[] key() {
    return key;
  }

  /** The new value, or null when the entry is to be removed. */
  byte @Nullable [] value() {
    return value;
  }
}
