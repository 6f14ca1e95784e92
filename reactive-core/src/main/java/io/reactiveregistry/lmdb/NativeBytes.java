package io.reactiveregistry.lmdb;

import com.kenai.jffi.MemoryIO;

/**
 * A range of native memory, as LMDB takes and gives it. What LMDB gives lies in its map and is
 * valid only inside the transaction, so it is copied before it leaves this package's transactions.
 */
final class NativeBytes {

  static final MemoryIO MEMORY = MemoryIO.getInstance();

  private long address;
  private int length;

  long address() {
    return address;
  }

  int length() {
    return length;
  }

  void pointTo(long newAddress, int newLength) {
    address = newAddress;
    length = newLength;
  }

  byte[] toArray() {
    byte[] copy = new byte[length];
    copyTo(copy);
    return copy;
  }

  /** Copies everything to the beginning of the array. */
  void copyTo(byte[] target) {
    MEMORY.getByteArray(address, target, 0, length);
  }

  /** Fills this range from an array of its length. */
  void fill(byte[] source) {
    MEMORY.putByteArray(address, source, 0, length);
  }
}
