package io.reactiveregistry.reliability.fuzz;

import java.util.random.RandomGenerator;

/** Bytes as a source of chances; when they are used up, every further choice is the first. */
final class ByteChoices implements RandomGenerator {

  private final byte[] bytes;
  private int next;

  ByteChoices(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return next < bytes.length;
  }

  private int nextByte() {
    return hasMore() ? bytes[next++] & 0xFF : 0;
  }

  @Override
  public boolean nextBoolean() {
    return (nextByte() & 1) != 0;
  }

  /** A single byte where that is enough, so that a changed byte changes a single choice. */
  @Override
  public int nextInt(int bound) {
    int drawn = bound <= 256 ? nextByte() : (nextByte() << 8) | nextByte();
    return drawn % bound;
  }

  @Override
  public long nextLong() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | nextByte();
    }
    return value;
  }
}
