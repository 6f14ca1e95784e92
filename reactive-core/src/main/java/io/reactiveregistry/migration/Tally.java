package io.reactiveregistry.migration;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts all items and remembers the first ones. Thread-safe: reading and writing go on side by
 * side, and both find failures.
 */
final class Tally<T> {

  private final int limit;
  private final List<T> items = new ArrayList<>();
  private long count;

  Tally(int limit) {
    this.limit = limit;
  }

  synchronized void add(T item) {
    count++;
    if (items.size() < limit) {
      items.add(item);
    }
  }

  synchronized long count() {
    return count;
  }

  synchronized List<T> items() {
    return List.copyOf(items);
  }
}
