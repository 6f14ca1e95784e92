package io.reactiveregistry;

import java.util.List;
import java.util.Map;

/** What a value is, in the words of who writes documents rather than Java. */
final class ValueKind {

  private ValueKind() {}

  /** With its article; what no document can hold is named by its class. */
  static String of(Object value) {
    if (value instanceof String) {
      return "a text";
    }
    if (value instanceof Number) {
      return "a number";
    }
    if (value instanceof Boolean) {
      return "a truth value";
    }
    if (value instanceof Map) {
      return "a map";
    }
    if (value instanceof List<?> list) {
      return InputType.STRING_ARRAY.accepts(list) ? "a list of texts" : "a list not only of texts";
    }
    return "a " + value.getClass().getSimpleName();
  }
}
