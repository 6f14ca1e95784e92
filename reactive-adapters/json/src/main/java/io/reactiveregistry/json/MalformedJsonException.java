package io.reactiveregistry.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A text is not JSON, or bytes are not UTF-8, so there is nothing of which a field could be wrong.
 * What is JSON and no template is an {@link io.reactiveregistry.error.InvalidTemplateException}.
 */
public final class MalformedJsonException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  MalformedJsonException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What is wrong, and the line and column where it is known. */
  @Override
  public String getMessage() {
    return java.util.Objects.requireNonNull(super.getMessage());
  }
}
