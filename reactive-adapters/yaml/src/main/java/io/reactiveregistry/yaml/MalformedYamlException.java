package io.reactiveregistry.yaml;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A text is not YAML, or bytes are not UTF-8, so there is nothing of which a field could be wrong.
 * It is the cause of the {@link io.reactiveregistry.error.InvalidTemplateException} that says so;
 * that of what is YAML and no template has another one, or none.
 */
public final class MalformedYamlException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String reason;
  private final int line;
  private final int column;

  /**
   * @param line counted from 1, or 0 where it is not known
   * @param column counted from 1, or 0 where it is not known
   */
  MalformedYamlException(String reason, int line, int column, @Nullable Throwable cause) {
    super(reason + place(line, column), cause);
    this.reason = reason;
    this.line = line;
    this.column = column;
  }

  private static String place(int line, int column) {
    if (line == 0) {
      return "";
    }
    return column == 0
        ? " (line %d)".formatted(line)
        : " (line %d, column %d)".formatted(line, column);
  }

  /** Where it is wrong, counted from 1, or 0 where that is not known. */
  public int line() {
    return line;
  }

  /**
   * What is wrong, for a document that is one of many, when the caller names the line: without it.
   */
  public String withinLine() {
    return column == 0 ? reason : "%s (column %d)".formatted(reason, column);
  }
}
