package io.reactiveregistry.jinja;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may follow {@code is}. */
final class Tests {

  /** A property of a value. */
  interface Test {
    boolean holds(Rendering rendering, @Nullable Object value, Arguments arguments);
  }

  private static final Map<String, Test> TESTS =
      Map.ofEntries(
          Map.entry("defined", (r, value, a) -> !(value instanceof Undefined)),
          Map.entry("undefined", (r, value, a) -> value instanceof Undefined),
          Map.entry("none", (r, value, a) -> known(r, value) == null),
          Map.entry("boolean", (r, value, a) -> known(r, value) instanceof Boolean),
          Map.entry("true", (r, value, a) -> Boolean.TRUE.equals(known(r, value))),
          Map.entry("false", (r, value, a) -> Boolean.FALSE.equals(known(r, value))),
          Map.entry("integer", (r, value, a) -> known(r, value) instanceof Long),
          Map.entry("float", (r, value, a) -> known(r, value) instanceof Double),
          Map.entry("number", (r, value, a) -> Values.isNumber(known(r, value))),
          Map.entry("string", (r, value, a) -> known(r, value) instanceof String),
          Map.entry("mapping", (r, value, a) -> known(r, value) instanceof Map),
          Map.entry("sequence", (r, value, a) -> isIterable(known(r, value))),
          Map.entry("iterable", (r, value, a) -> isIterable(known(r, value))),
          Map.entry("callable", (r, value, a) -> known(r, value) instanceof Callable),
          Map.entry("odd", (r, value, a) -> remainder(value, 2L) == 1),
          Map.entry("even", (r, value, a) -> remainder(value, 2L) == 0),
          Map.entry("divisibleby", (r, value, a) -> remainder(value, other(a)) == 0),
          Map.entry("lower", (r, value, a) -> hasCase(r, value, false)),
          Map.entry("upper", (r, value, a) -> hasCase(r, value, true)),
          Map.entry("sameas", (r, value, a) -> isSame(r, value, other(a))),
          Map.entry("in", (r, value, a) -> Comparisons.contains(r, other(a), value)),
          Map.entry("eq", (r, value, a) -> Comparisons.equal(r, value, other(a))),
          Map.entry("equalto", (r, value, a) -> Comparisons.equal(r, value, other(a))),
          Map.entry("ne", (r, value, a) -> !Comparisons.equal(r, value, other(a))),
          Map.entry("lt", (r, value, a) -> Comparisons.compare(r, value, other(a)) < 0),
          Map.entry("lessthan", (r, value, a) -> Comparisons.compare(r, value, other(a)) < 0),
          Map.entry("le", (r, value, a) -> Comparisons.compare(r, value, other(a)) <= 0),
          Map.entry("gt", (r, value, a) -> Comparisons.compare(r, value, other(a)) > 0),
          Map.entry("greaterthan", (r, value, a) -> Comparisons.compare(r, value, other(a)) > 0),
          Map.entry("ge", (r, value, a) -> Comparisons.compare(r, value, other(a)) >= 0),
          Map.entry("==", (r, value, a) -> Comparisons.equal(r, value, other(a))),
          Map.entry("!=", (r, value, a) -> !Comparisons.equal(r, value, other(a))),
          Map.entry("<", (r, value, a) -> Comparisons.compare(r, value, other(a)) < 0),
          Map.entry("<=", (r, value, a) -> Comparisons.compare(r, value, other(a)) <= 0),
          Map.entry(">", (r, value, a) -> Comparisons.compare(r, value, other(a)) > 0),
          Map.entry(">=", (r, value, a) -> Comparisons.compare(r, value, other(a)) >= 0),
          Map.entry("filter", (r, value, a) -> Filters.isFilter(value)),
          Map.entry("test", (r, value, a) -> isTest(value)));

  private Tests() {}

  static Set<String> names() {
    return TESTS.keySet();
  }

  /** The test of this name; an error when there is none. */
  static Test named(String name) {
    Test test = TESTS.get(name);
    if (test == null) {
      throw RenderingProblem.of(
          "there is no test '%s'; docs/RENDERING.md lists those there are", name);
    }
    return test;
  }

  private static boolean isTest(@Nullable Object name) {
    return name instanceof String text && TESTS.containsKey(text);
  }

  private static @Nullable Object known(Rendering rendering, @Nullable Object value) {
    return Values.known(rendering, value);
  }

  private static boolean isIterable(@Nullable Object value) {
    return value instanceof List || value instanceof Map || value instanceof String;
  }

  private static @Nullable Object other(Arguments arguments) {
    return arguments.bind("the test", List.of("other")).require("other");
  }

  private static double remainder(@Nullable Object value, @Nullable Object divisor) {
    Object remainder = Arithmetic.modulo(value, divisor);
    return remainder instanceof Double real ? real : Arithmetic.integer(remainder);
  }

  private static boolean hasCase(Rendering rendering, @Nullable Object value, boolean upper) {
    String text = PythonText.of(rendering, value);
    rendering.work(text.length() / 4);
    boolean cased = false;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (upper ? Character.isLowerCase(character) : Character.isUpperCase(character)) {
        return false;
      }
      cased |= upper ? Character.isUpperCase(character) : Character.isLowerCase(character);
    }
    return cased;
  }

  private static boolean isSame(
      Rendering rendering, @Nullable Object value, @Nullable Object other) {
    return value == other
        || (isScalar(value)
            && isScalar(other)
            && Values.typeName(value).equals(Values.typeName(other))
            && Comparisons.equal(rendering, value, other));
  }

  private static boolean isScalar(@Nullable Object value) {
    return Values.isNumber(value) || value instanceof String;
  }
}
