package io.reactiveregistry.lmdb;

import static io.reactiveregistry.lmdb.NativeBytes.MEMORY;

/** Native memory for one key at a time. Used by one thread. */
final class KeyBuffer implements AutoCloseable {

  /** The greatest key that LMDB accepts, in bytes. */
  static final int MAX_KEY_BYTES = 511;

  private final long address = MEMORY.allocateMemory(MAX_KEY_BYTES, false);
  private final NativeBytes view = new NativeBytes();

  /**
   * The key in native memory, valid until the next call.
   *
   * @throws IllegalArgumentException when LMDB cannot have such a key
   */
  NativeBytes set(byte[] key) {
    if (key.length > MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "A key has at most %d bytes, this one has %d".formatted(MAX_KEY_BYTES, key.length));
    }
    view.pointTo(address, key.length);
    view.fill(key);
    return view;
  }

  @Override
  public void close() {
    MEMORY.freeMemory(address);
  }
}
