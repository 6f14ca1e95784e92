package io.reactiveregistry.reliability.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks of the targets, on in every build. */
final class Promise {

  private Promise() {}

  static void isTrue(boolean kept, String promise) {
    if (!kept) {
      throw new AssertionError("Not kept: " + promise);
    }
  }

  static void areEqual(@Nullable Object expected, @Nullable Object actual, String promise) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError(
          "Not kept: %s; expected %s, got %s".formatted(promise, expected, actual));
    }
  }
}
