package io.reactiveregistry.lmdb;

import java.nio.ByteBuffer;

/**
 * The key of an entry in the log of changes: the revision of its first change in eight bytes, then
 * in four bytes how many changes of that revision stand in the entries before it, both big-endian,
 * so that LMDB has the entries in their order.
 */
record ChangeKey(long revision, int index) {

  private static final int BYTES = Long.BYTES + Integer.BYTES;

  byte[] toBytes() {
    return ByteBuffer.allocate(BYTES).putLong(revision).putInt(index).array();
  }

  /**
   * @throws IllegalArgumentException when it is not such a key
   */
  static ChangeKey of(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException(
          "The key of a change has %d bytes, this one has %d".formatted(BYTES, key.length));
    }
    ByteBuffer bytes = ByteBuffer.wrap(key);
    return new ChangeKey(bytes.getLong(), bytes.getInt());
  }
}
