package io.reactiveregistry.jinja;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Operators of numbers, texts and lists, as in Python but for integers, which have 64 bits. */
final class Arithmetic {

  private Arithmetic() {}

  static @Nullable Object add(Rendering rendering, @Nullable Object left, @Nullable Object right) {
    if (left instanceof String a && right instanceof String b) {
      return new BoundedText(rendering).append(a).append(b).toString();
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return Sequences.concatenate(rendering, a, b);
    }
    return isIntegers(left, right)
        ? exactly(() -> Math.addExact(integer(left), integer(right)))
        : (Object) (real("+", left, right) + real("+", right, left));
  }

  static Object subtract(@Nullable Object left, @Nullable Object right) {
    return isIntegers(left, right)
        ? exactly(() -> Math.subtractExact(integer(left), integer(right)))
        : (Object) (real("-", left, right) - real("-", right, left));
  }

  static Object multiply(Rendering rendering, @Nullable Object left, @Nullable Object right) {
    if (left instanceof String text && isInteger(right)) {
      return new BoundedText(rendering).repeat(text, integer(right)).toString();
    }
    if (right instanceof String text && isInteger(left)) {
      return new BoundedText(rendering).repeat(text, integer(left)).toString();
    }
    if (left instanceof List<?> list && isInteger(right)) {
      return Sequences.repeat(rendering, list, integer(right));
    }
    if (right instanceof List<?> list && isInteger(left)) {
      return Sequences.repeat(rendering, list, integer(left));
    }
    return isIntegers(left, right)
        ? exactly(() -> Math.multiplyExact(integer(left), integer(right)))
        : (Object) (real("*", left, right) * real("*", right, left));
  }

  static Object divide(@Nullable Object left, @Nullable Object right) {
    double divisor = real("/", right, left);
    requireNotZero(divisor);
    return real("/", left, right) / divisor;
  }

  static Object floorDivide(@Nullable Object left, @Nullable Object right) {
    if (isIntegers(left, right)) {
      requireNotZero(Long.signum(integer(right)));
      return exactly(() -> floorDivideExact(integer(left), integer(right)));
    }
    double divisor = real("//", right, left);
    requireNotZero(divisor);
    return Math.floor(real("//", left, right) / divisor);
  }

  private static long floorDivideExact(long left, long right) {
    return left == Long.MIN_VALUE && right == -1
        ? Math.negateExact(left)
        : Math.floorDiv(left, right);
  }

  static Object modulo(@Nullable Object left, @Nullable Object right) {
    if (isIntegers(left, right)) {
      requireNotZero(Long.signum(integer(right)));
      return Math.floorMod(integer(left), integer(right));
    }
    double divisor = real("%", right, left);
    requireNotZero(divisor);
    double remainder = real("%", left, right) % divisor;
    return remainder != 0 && remainder < 0 != divisor < 0 ? remainder + divisor : remainder;
  }

  static Object power(@Nullable Object left, @Nullable Object right) {
    if (isIntegers(left, right) && integer(right) >= 0) {
      return exactly(() -> powerExact(integer(left), integer(right)));
    }
    return Math.pow(real("**", left, right), real("**", right, left));
  }

  /** At most 64 rounds, however large the exponent is. */
  private static long powerExact(long base, long exponent) {
    if (exponent == 0 || base == 1) {
      return 1;
    }
    if (base == 0) {
      return 0;
    }
    if (base == -1) {
      return exponent % 2 == 0 ? 1 : -1;
    }
    long power = 1;
    for (long factor = 0; factor < exponent; factor++) {
      power = Math.multiplyExact(power, base); // overflows after 63 rounds at most
    }
    return power;
  }

  static Object negate(@Nullable Object value) {
    return isInteger(value)
        ? exactly(() -> Math.negateExact(integer(value)))
        : (Object) (-real("-", value, value));
  }

  static Object plus(@Nullable Object value) {
    return isInteger(value) ? integer(value) : (Object) real("+", value, value);
  }

  /** The order of two numbers; nothing is lost when an integer is compared with a float. */
  static int compare(@Nullable Object left, @Nullable Object right) {
    if (isIntegers(left, right)) {
      return Long.compare(integer(left), integer(right));
    }
    double a = real("<", left, right);
    double b = real("<", right, left);
    if (!Double.isFinite(a) || !Double.isFinite(b) || !(isInteger(left) || isInteger(right))) {
      return a == b ? 0 : Double.compare(a, b);
    }
    return decimal(left).compareTo(decimal(right));
  }

  private static BigDecimal decimal(@Nullable Object value) {
    return value instanceof Double number
        ? new BigDecimal(number)
        : BigDecimal.valueOf(integer(value));
  }

  static boolean isInteger(@Nullable Object value) {
    return value instanceof Long || value instanceof Boolean;
  }

  private static boolean isIntegers(@Nullable Object left, @Nullable Object right) {
    return isInteger(left) && isInteger(right);
  }

  static long integer(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return value instanceof Long number ? number : 0;
  }

  private static double real(String operator, @Nullable Object value, @Nullable Object other) {
    if (value instanceof Double number) {
      return number;
    }
    if (isInteger(value)) {
      return integer(value);
    }
    Values.required(value);
    Values.required(other);
    throw RenderingProblem.of(
        "'%s' cannot be used with a %s and a %s; convert one of them",
        operator, Values.typeName(value), Values.typeName(other));
  }

  private static void requireNotZero(double divisor) {
    if (divisor == 0) {
      throw RenderingProblem.of("division by zero; test the divisor first");
    }
  }

  private static Object exactly(LongSupplier operation) {
    try {
      return operation.getAsLong();
    } catch (ArithmeticException e) {
      throw RenderingProblem.of("the integer does not fit into 64 bits; use a float such as 1.0");
    }
  }
}
