package io.reactiveregistry.webflux;

import java.util.function.Predicate;

/** Where the batches of one import end. Not thread-safe. */
final class BatchLimit implements Predicate<ParsedEntry> {

  private final int size;
  private final long bytes;
  private int entries;
  private long taken;

  /**
   * @param size how many entries a batch has at most
   * @param bytes with how many bytes a batch is full, however few entries they are
   */
  BatchLimit(int size, long bytes) {
    this.size = size;
    this.bytes = bytes;
  }

  /** Whether the batch ends with this entry. */
  @Override
  public boolean test(ParsedEntry entry) {
    entries++;
    taken += entry.size();
    if (entries < size && taken < bytes) {
      return false;
    }
    entries = 0;
    taken = 0;
    return true;
  }
}
