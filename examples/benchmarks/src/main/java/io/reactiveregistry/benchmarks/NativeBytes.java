package io.reactiveregistry.benchmarks;

import com.kenai.jffi.MemoryIO;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Bytes outside the Java heap: own memory that is filled again and again, or a view of LMDB's,
 * which is good until the transaction goes on.
 */
final class NativeBytes implements AutoCloseable {

  /** As LMDB orders keys. */
  static final Comparator<NativeBytes> UNSIGNED =
      Comparator.comparing(NativeBytes::toByteArray, java.util.Arrays::compareUnsigned);

  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  private long owned;
  private int capacity;
  private long address;
  private int size;

  /** A view of nothing yet. */
  NativeBytes() {}

  /** Own memory, to be closed. */
  NativeBytes(int capacity) {
    this.owned = MEMORY.allocateMemory(capacity, false);
    this.capacity = capacity;
  }

  long address() {
    return address;
  }

  int size() {
    return size;
  }

  /** Copies bytes into the own memory, which grows where needed. */
  NativeBytes fill(byte[] bytes) {
    if (bytes.length > capacity) {
      MEMORY.freeMemory(owned);
      capacity = bytes.length * 2;
      owned = MEMORY.allocateMemory(capacity, false);
    }
    MEMORY.putByteArray(owned, bytes, 0, bytes.length);
    address = owned;
    size = bytes.length;
    return this;
  }

  /** Makes this a view. */
  void pointTo(long newAddress, int newSize) {
    address = newAddress;
    size = newSize;
  }

  /** Copies all bytes out, into the given array where they fit. */
  byte[] copy(byte @Nullable [] reusable) {
    byte[] target = reusable == null || reusable.length < size ? new byte[size] : reusable;
    MEMORY.getByteArray(address, target, 0, size);
    return target;
  }

  byte[] toByteArray() {
    return copy(null);
  }

  @Override
  public void close() {
    if (owned != 0) {
      MEMORY.freeMemory(owned);
      owned = 0;
      capacity = 0;
    }
  }
}
