package io.reactiveregistry.examples.pipeline;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A model gave no answer. */
final class ModelException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final boolean overloaded;

  private ModelException(String message, boolean overloaded, @Nullable Throwable cause) {
    super(message, cause);
    this.overloaded = overloaded;
  }

  static ModelException ofStatus(int status) {
    boolean overloaded = status == 429 || status == 503;
    return new ModelException(
        "The model answered with status %d%s"
            .formatted(status, overloaded ? ", it has too much to do" : ""),
        overloaded,
        null);
  }

  static ModelException tooSlow(long millis, Throwable cause) {
    return new ModelException(
        "The model did not answer within %d ms".formatted(millis), false, cause);
  }

  /** Whether it had too much to do, so that trying again after a pause can help. */
  boolean isOverloaded() {
    return overloaded;
  }
}
