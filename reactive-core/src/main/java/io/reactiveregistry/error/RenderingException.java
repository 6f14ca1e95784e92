package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * A template cannot be rendered: it is not well-formed, uses what there is not, does what cannot be
 * done with its inputs, or would take more than it is allowed. Not retryable: the template, the
 * inputs or a limit must change.
 */
public final class RenderingException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String templateId;
  private final String version;
  private final int line;
  private final @Nullable String expression;
  private final String reason;

  /**
   * @param templateId the template
   * @param version its version
   * @param line where it went wrong, counted from 1
   * @param expression the variable or expression that was looked at, or null where there is none
   * @param reason what is wrong, what is allowed, and what to do
   * @param cause what was found out, if anything
   */
  public RenderingException(
      String templateId,
      String version,
      int line,
      @Nullable String expression,
      String reason,
      @Nullable Throwable cause) {
    super(
        expression == null
            ? "Template '%s', version %s, line %d: %s".formatted(templateId, version, line, reason)
            : "Template '%s', version %s, line %d, in '%s': %s"
                .formatted(templateId, version, line, expression, reason),
        cause);
    this.templateId = templateId;
    this.version = version;
    this.line = line;
    this.expression = expression;
    this.reason = reason;
  }

  /** The template. */
  public String templateId() {
    return templateId;
  }

  /** Its version. */
  public String version() {
    return version;
  }

  /** Where it went wrong, counted from 1. */
  public int line() {
    return line;
  }

  /** The variable or expression that was looked at, or null where there is none. */
  public @Nullable String expression() {
    return expression;
  }

  /** What is wrong, without the place. */
  public String reason() {
    return reason;
  }
}
