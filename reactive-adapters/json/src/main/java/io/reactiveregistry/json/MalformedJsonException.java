package io.reactiveregistry.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A text is not JSON, or bytes are not UTF-8, so there is nothing of which a field could be wrong.
 * What is JSON and no template is an {@link io.reactiveregistry.error.InvalidTemplateException}.
 */
public final class MalformedJsonException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String reason;
  private final int column;

  private MalformedJsonException(
      String message, String reason, int column, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.column = column;
  }

  /**
   * @param line where it is wrong, counted from 1
   * @param column where it is wrong on that line, counted from 1
   */
  static MalformedJsonException at(
      int line, int column, String problem, @Nullable Throwable cause) {
    String reason = "This is not JSON: " + problem;
    return new MalformedJsonException(
        "%s (line %d, column %d)".formatted(reason, line, column), reason, column, cause);
  }

  static MalformedJsonException ofBytes(Throwable cause) {
    String reason = "This is not valid UTF-8; encode it as UTF-8";
    return new MalformedJsonException(reason, reason, 0, cause);
  }

  /** What is wrong, and the line and column where it is known. */
  @Override
  public String getMessage() {
    return java.util.Objects.requireNonNull(super.getMessage());
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }

  /** The message for what is one line of many, whose number the caller names: without the line. */
  public String withinLine() {
    return column == 0 ? reason : "%s (column %d)".formatted(reason, column);
  }
}
