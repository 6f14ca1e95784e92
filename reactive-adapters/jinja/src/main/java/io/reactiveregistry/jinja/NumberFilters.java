package io.reactiveregistry.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that make numbers. */
final class NumberFilters {

  /** Longer texts are no numbers that fit anywhere, and take long to read. */
  private static final int MAX_DIGITS = 400;

  private static final long MAX_PRECISION = 308;

  private static final Set<String> METHODS = Set.of("common", "ceil", "floor");

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
      Long integer = integerOf(text.strip().replace("_", ""), arguments.integer("base", 10));
      if (integer != null) {
        return integer;
      }
    }
    Double number = realOf(value);
    if (number == null || Double.isNaN(number)) {
      return otherwise;
    }
    if (Math.abs(number) >= 0x1p63) {
      throw tooLarge();
    }
    return number.longValue();
  }

  /** The integer that a text is, or null when it is none. */
  private static @Nullable Long integerOf(String text, long base) {
    String digits = withoutPrefix(text, base);
    try {
      return new BigInteger(digits, (int) base).longValueExact();
    } catch (NumberFormatException notAnInteger) {
      return null; // it may be a decimal number
    } catch (ArithmeticException e) {
      throw tooLarge();
    }
  }

  /** Without what Python lets stand before the digits of such a base. */
  private static String withoutPrefix(String text, long base) {
    String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "none";
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.regionMatches(/* ignoreCase= */ true, sign, prefix, 0, prefix.length())
        ? text.substring(0, sign) + text.substring(sign + prefix.length())
        : text;
  }

  private static RenderingProblem tooLarge() {
    return RenderingProblem.of("the integer does not fit into 64 bits; use |float instead");
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
    return value instanceof String text && text.length() <= MAX_DIGITS
        ? realOf(text.strip())
        : null;
  }

  private static @Nullable Double realOf(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return Double.valueOf(text);
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan", "+nan", "-nan" -> Double.NaN;
      default -> null;
    };
  }

  private static Object round(
      Rendering rendering, @Nullable Object value, Arguments.Bound arguments) {
    long precision = arguments.integer("precision", 0);
    if (Math.abs(precision) > MAX_PRECISION) {
      throw RenderingProblem.of(
          "round takes a precision of at most %d, was %d", MAX_PRECISION, precision);
    }
    String method = arguments.text("method", "common");
    if (!METHODS.contains(method)) {
      throw RenderingProblem.of("round has the methods common, ceil and floor");
    }
    if (Arithmetic.isInteger(value) && method.equals("common")) {
      return rounded(Arithmetic.integer(value), (int) precision);
    }
    Double number = realOf(value instanceof String ? null : value);
    if (number == null) {
      Values.required(value);
      throw RenderingProblem.of(
          "round takes a number, was given a %s; convert it with |float", Values.typeName(value));
    }
    double scale = Math.pow(10, (double) precision);
    if (!Double.isFinite(number * scale)) {
      return number;
    }
    // As Jinja2 does it, with what multiplication makes of a number such as 1.1.
    return switch (method) {
      case "ceil" -> Math.ceil(number * scale) / scale;
      case "floor" -> Math.floor(number * scale) / scale;
      default ->
          new BigDecimal(number).setScale((int) precision, RoundingMode.HALF_EVEN).doubleValue();
    };
  }

  private static long rounded(long number, int precision) {
    if (precision >= 0) {
      return number;
    }
    try {
      return BigDecimal.valueOf(number)
          .setScale(precision, RoundingMode.HALF_EVEN)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw tooLarge();
    }
  }

  private static Object abs(@Nullable Object value) {
    return Arithmetic.compare(Arithmetic.plus(value), 0L) < 0
        ? Arithmetic.negate(value)
        : Arithmetic.plus(value);
  }
}
