package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a filter, test, function or macro is called with.
 *
 * @param positional those without a name
 * @param named those with a name
 */
record Arguments(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {

  static final Arguments NONE = new Arguments(List.of(), Map.of());

  static Arguments of(@Nullable Object... positional) {
    return new Arguments(Arrays.asList(positional), Map.of());
  }

  boolean isEmpty() {
    return positional.isEmpty() && named.isEmpty();
  }

  /** Those that follow the first ones. */
  Arguments skip(int count) {
    return new Arguments(positional.subList(count, positional.size()), named);
  }

  /** Assigns them to parameters; a parameter that got none is absent. */
  Bound bind(String callee, List<String> parameters) {
    if (isEmpty()) {
      return new Bound(callee, Map.of());
    }
    if (positional.size() > parameters.size()) {
      throw RenderingProblem.of(
          "%s takes at most %d arguments, given were %d; its parameters are %s",
          callee, parameters.size(), positional.size(), parameters);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int index = 0; index < positional.size(); index++) {
      values.put(parameters.get(index), positional.get(index));
    }
    named.forEach(
        (name, value) -> {
          if (!parameters.contains(name)) {
            throw RenderingProblem.of(
                "%s has no parameter '%s'; its parameters are %s", callee, name, parameters);
          }
          if (values.containsKey(name)) {
            throw RenderingProblem.of("%s got '%s' twice; give it once", callee, name);
          }
          values.put(name, value);
        });
    return new Bound(callee, values);
  }

  /**
   * Arguments by the names of the parameters.
   *
   * @param callee who was called, for messages
   */
  record Bound(String callee, Map<String, @Nullable Object> values) {

    boolean has(String name) {
      return values.containsKey(name);
    }

    @Nullable Object get(String name) {
      return values.get(name);
    }

    @Nullable Object require(String name) {
      if (!has(name)) {
        throw RenderingProblem.of("%s needs the argument '%s'; give it", callee, name);
      }
      return values.get(name);
    }

    String text(String name, String otherwise) {
      Object value = values.get(name);
      if (value == null) {
        return otherwise;
      }
      if (value instanceof String text) {
        return text;
      }
      throw wrongType(name, "a text", value);
    }

    long integer(String name, long otherwise) {
      Object value = values.get(name);
      if (value == null) {
        return otherwise;
      }
      if (value instanceof Long number) {
        return number;
      }
      if (value instanceof Boolean flag) {
        return flag ? 1 : 0;
      }
      throw wrongType(name, "an integer", value);
    }

    boolean flag(Rendering rendering, String name, boolean otherwise) {
      return has(name) ? Values.isTrue(rendering, values.get(name)) : otherwise;
    }

    private RenderingProblem wrongType(String name, String expected, Object value) {
      return RenderingProblem.of(
          "the argument '%s' of %s must be %s, was a %s",
          name, callee, expected, Values.typeName(value));
    }
  }

  /** Collects arguments while they are evaluated. */
  static final class Collector {

    private final List<@Nullable Object> positional = new ArrayList<>();
    private final Map<String, @Nullable Object> named = new LinkedHashMap<>();

    void add(@Nullable String name, @Nullable Object value) {
      if (name == null) {
        positional.add(value);
      } else {
        named.put(name, value);
      }
    }

    Arguments arguments() {
      return new Arguments(
          Collections.unmodifiableList(positional), Collections.unmodifiableMap(named));
    }
  }
}
