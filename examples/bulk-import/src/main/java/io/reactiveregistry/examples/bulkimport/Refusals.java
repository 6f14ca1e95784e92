package io.reactiveregistry.examples.bulkimport;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Tells and counts what was no template. */
final class Refusals {

  private final Consumer<String> lines;
  private final AtomicLong count = new AtomicLong();

  /**
   * @param lines takes one line for each
   */
  Refusals(Consumer<String> lines) {
    this.lines = lines;
  }

  /**
   * @param place where it stands, for example "line 7"
   */
  void add(String place, String reason) {
    count.incrementAndGet();
    lines.accept("%s: %s".formatted(place, reason));
  }

  long count() {
    return count.get();
  }
}
