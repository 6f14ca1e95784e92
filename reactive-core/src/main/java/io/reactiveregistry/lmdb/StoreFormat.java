package io.reactiveregistry.lmdb;

import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.UnsupportedFormatException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Txn;

/**
 * The mark that tells which format a store has, so that a later version of this library may change
 * it. The Python original neither writes nor reads it; its stores have format 1 all the same.
 */
final class StoreFormat {

  /** The one that this version writes, and the newest that it reads. */
  static final long CURRENT = 1;

  private StoreFormat() {}

  /**
   * Looks at the mark, if there is one.
   *
   * @throws UnsupportedFormatException when this version does not know the format
   * @throws DamagedStoreException when the mark makes no sense
   */
  static void requireKnown(Path directory, Dbi<NativeBytes> metadata, Txn<NativeBytes> txn) {
    byte[] mark = read(metadata, txn);
    if (mark == null) {
      return;
    }
    long format;
    try {
      format = StoredInteger.decode(mark);
    } catch (IllegalArgumentException e) {
      throw new DamagedStoreException(
          directory.toString(), "the mark of its format is not a number", e);
    }
    if (format > CURRENT) {
      throw new UnsupportedFormatException(directory.toString(), format, CURRENT);
    }
  }

  /** Marks a store that has no mark yet. */
  static void mark(Dbi<NativeBytes> metadata, Txn<NativeBytes> txn) {
    if (read(metadata, txn) == null) {
      byte[] mark = StoredInteger.encode(CURRENT);
      try (KeyBuffer key = new KeyBuffer()) {
        metadata.reserve(txn, key.set(StoredKeys.FORMAT), mark.length).fill(mark);
      }
    }
  }

  /**
   * Notes the number of this transaction in a store where none is noted yet: making databases is
   * nothing of which those have to be told who follow the changes.
   */
  static void noteTransaction(Dbi<NativeBytes> metadata, Txn<NativeBytes> txn) {
    try (KeyBuffer key = new KeyBuffer()) {
      if (metadata.get(txn, key.set(StoredKeys.TRANSACTION)) == null) {
        byte[] number = StoredInteger.encode(txn.getId());
        metadata.reserve(txn, key.set(StoredKeys.TRANSACTION), number.length).fill(number);
      }
    }
  }

  private static byte @Nullable [] read(Dbi<NativeBytes> metadata, Txn<NativeBytes> txn) {
    try (KeyBuffer key = new KeyBuffer()) {
      NativeBytes mark = metadata.get(txn, key.set(StoredKeys.FORMAT));
      return mark == null ? null : mark.toArray();
    }
  }
}
