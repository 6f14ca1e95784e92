package io.reactiveregistry.jinja;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a template from being rendered, before it is known which template it is; {@link
 * TemplateEvaluation} makes the typed error of it. Without a stack trace: it tells of a template,
 * not of this code.
 */
final class RenderingProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final @Nullable String expression;

  private RenderingProblem(String reason, int line, @Nullable String expression) {
    super(reason, null, false, false);
    this.line = line;
    this.expression = expression;
  }

  @FormatMethod
  static RenderingProblem of(@FormatString String format, @Nullable Object... arguments) {
    return new RenderingProblem(format.formatted(arguments), 0, null);
  }

  /** A limit is exceeded; the message names the option that sets it. */
  static RenderingProblem ofLimit(String what, long limit, String unit, String option) {
    return of(
        "%s exceeds the limit of %d %s; simplify the template, or raise %s",
        what, limit, unit, option);
  }

  /** The same problem with its place, unless it has one. */
  RenderingProblem at(int line, @Nullable String expression) {
    return hasPlace() ? this : new RenderingProblem(reason(), line, expression);
  }

  boolean hasPlace() {
    return line > 0;
  }

  int line() {
    return line;
  }

  @Nullable String expression() {
    return expression;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
