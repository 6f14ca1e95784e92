package io.reactiveregistry.benchmarks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Guards against the fastest of all contenders: the one that does not do its work. */
final class Completeness {

  private Completeness() {}

  /** Fails unless all was done. */
  static void require(long expected, @Nullable Long actual) {
    if (!Objects.equals(expected, actual)) {
      throw new IllegalStateException(
          "%d operations were to be done, but %d were".formatted(expected, actual));
    }
  }
}
