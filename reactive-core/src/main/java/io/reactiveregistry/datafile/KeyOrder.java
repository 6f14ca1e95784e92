package io.reactiveregistry.datafile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The two ways in which LMDB orders keys in stores like ours. */
enum KeyOrder {
  /** As unsigned bytes. */
  BYTES {
    @Override
    boolean accepts(byte[] key) {
      return key.length > 0;
    }

    @Override
    int compare(byte[] left, byte[] right) {
      return Arrays.compareUnsigned(left, right);
    }
  },
  /** As unsigned integers of the machine. */
  INTEGERS {
    @Override
    boolean accepts(byte[] key) {
      return key.length == Long.BYTES;
    }

    @Override
    int compare(byte[] left, byte[] right) {
      return accepts(left) && accepts(right)
          ? Long.compareUnsigned(toLong(left), toLong(right))
          : Arrays.compareUnsigned(left, right);
    }
  };

  static KeyOrder of(Tree.Content content) {
    return content == Tree.Content.FREE_PAGES ? INTEGERS : BYTES;
  }

  /** Whether a key can have this form. */
  abstract boolean accepts(byte[] key);

  abstract int compare(byte[] left, byte[] right);

  private static long toLong(byte[] key) {
    return ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()).getLong();
  }
}
