package io.reactiveregistry.yaml;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.reactiveregistry.error.InvalidTemplateException;
import org.jspecify.annotations.Nullable;

/** Checks what a call was given, whatever the compiler of its caller has let pass. */
final class Arguments {

  private Arguments() {}

  /**
   * @param name what the argument is called
   * @throws InvalidTemplateException when it is null
   */
  @CanIgnoreReturnValue
  static <T> T requireGiven(String name, @Nullable T argument) {
    if (argument == null) {
      throw new InvalidTemplateException(name, "it is null; give one");
    }
    return argument;
  }

  /**
   * @throws InvalidTemplateException when no write can have this revision
   */
  static void requireRevision(long afterRevision) {
    if (afterRevision < 0) {
      throw new InvalidTemplateException(
          "afterRevision",
          "it must be 0 or the revision of a write, not %d".formatted(afterRevision));
    }
  }
}
