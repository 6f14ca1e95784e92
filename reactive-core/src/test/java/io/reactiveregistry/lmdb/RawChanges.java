package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.codec.ChangeRecord;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reads and writes the log of changes of a {@link RawStore}. */
final class RawChanges {

  private static final String DATABASE = "changes";

  private final RawStore store;

  private RawChanges(RawStore store) {
    this.store = store;
  }

  static RawChanges of(RawStore store) {
    return new RawChanges(store);
  }

  /** The log without what the store has written to it so far. */
  static RawChanges emptied(RawStore store) {
    store.clear(DATABASE);
    return new RawChanges(store);
  }

  static byte[] key(long revision, int index) {
    return new ChangeKey(revision, index).toBytes();
  }

  /** An entry of this many changes. */
  static ChangeRecord entry(long revision, long ordinal, int changes) {
    return new ChangeRecord(
        ordinal, Collections.nCopies(changes, new TemplateChange.Saved(revision, "a", "1.0.0")));
  }

  /** Puts an entry of one change. */
  void put(long revision, long ordinal) {
    put(revision, 0, ordinal, 1);
  }

  void put(long revision, int index, long ordinal, int changes) {
    put(key(revision, index), entry(revision, ordinal, changes).encode());
  }

  void put(byte[] key, byte[] value) {
    store.put(DATABASE, key, value);
  }

  byte @Nullable [] get(long revision, int index) {
    return store.get(DATABASE, key(revision, index));
  }

  void remove(long revision, int index) {
    store.delete(DATABASE, key(revision, index));
  }

  /** Makes an entry undecodable. */
  void damage(long revision, int index) {
    byte[] value = get(revision, index);
    if (value == null) {
      throw new IllegalArgumentException("No entry at %d, %d".formatted(revision, index));
    }
    value[value.length / 2] ^= 1;
    put(key(revision, index), value);
  }

  long entries() {
    return store.entries(DATABASE);
  }
}
