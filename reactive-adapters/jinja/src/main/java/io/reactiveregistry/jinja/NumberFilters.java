package io.reactiveregistry.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that make numbers. */
final class NumberFilters {

  /** Longer texts are no numbers that fit anywhere, and take long to read. */
  private static final int MAX_DIGITS = 400;

  private static final long MAX_PRECISION = 308;

  // Possessive, so that a long text that is no number is refused in linear time.
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d{1,4})?");

  private NumberFilters() {}

  static void addTo(Map<String, Filter> filters) {
    filters.put("int", Filters.named("int", NumberFilters::integer, "default", "base"));
    filters.put("float", Filters.named("float", NumberFilters::real, "default"));
    filters.put("round", Filters.named("round", NumberFilters::round, "precision", "method"));
    filters.put("abs", Filters.named("abs", (r, value, a) -> abs(value)));
  }

  private static @Nullable Object integer(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    Object otherwise = arguments.has("default") ? arguments.get("default") : (Object) 0L;
    if (Arithmetic.isInteger(value)) {
      return Arithmetic.integer(value);
    }
    if (value instanceof String text && text.length() <= MAX_DIGITS) {
      String digits = text.strip().replace("_", "");
      try {
        return Long.parseLong(digits, (int) arguments.integer("base", 10));
      } catch (NumberFormatException notAnInteger) {
        // It may be a decimal number; what follows looks at that.
      }
    }
    Double number = realOf(value);
    return number != null && Math.abs(number) < 0x1p63 ? (Object) number.longValue() : otherwise;
  }

  private static @Nullable Object real(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    Double number = realOf(value);
    if (number != null) {
      return number;
    }
    return arguments.has("default") ? arguments.get("default") : (Object) 0.0;
  }

  private static @Nullable Double realOf(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    if (Arithmetic.isInteger(value)) {
      return (double) Arithmetic.integer(value);
    }
    return value instanceof String text
            && text.length() <= MAX_DIGITS
            && DECIMAL.matcher(text.strip()).matches()
        ? Double.valueOf(text.strip())
        : null;
  }

  private static Object round(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    long precision = arguments.integer("precision", 0);
    if (Math.abs(precision) > MAX_PRECISION) {
      throw RenderingProblem.of(
          "round takes a precision of at most %d, was %d", MAX_PRECISION, precision);
    }
    RoundingMode mode =
        switch (arguments.text("method", "common")) {
          case "common" -> RoundingMode.HALF_EVEN;
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default -> throw RenderingProblem.of("round has the methods common, ceil and floor");
        };
    if (Arithmetic.isInteger(value) && mode == RoundingMode.HALF_EVEN && precision >= 0) {
      return Arithmetic.integer(value);
    }
    Double number = realOf(value instanceof String ? null : value);
    if (number == null) {
      Values.required(value);
      throw RenderingProblem.of(
          "round takes a number, was given a %s; convert it with |float", Values.typeName(value));
    }
    return Double.isFinite(number)
        ? new BigDecimal(number).setScale((int) precision, mode).doubleValue()
        : number;
  }

  private static Object abs(@Nullable Object value) {
    return Arithmetic.compare(Arithmetic.plus(value), 0L) < 0
        ? Arithmetic.negate(value)
        : Arithmetic.plus(value);
  }
}
