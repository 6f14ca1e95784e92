package io.reactiveregistry.jinja;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies of inputs that hold nothing but the values a template knows. No object of the caller's
 * gets into a template, so none can be called, changed or found out about.
 */
final class InputValues {

  private final TemplateSpec spec;
  private final String input;

  private InputValues(TemplateSpec spec, String input) {
    this.spec = spec;
    this.input = input;
  }

  /** The inputs that a template declares, coerced and copied. */
  static Map<String, @Nullable Object> of(
      TemplateSpec spec, Map<String, ? extends @Nullable Object> inputs) {
    Map<String, @Nullable Object> copies = new LinkedHashMap<>();
    spec.coerceInputs(inputs)
        .forEach((name, value) -> copies.put(name, new InputValues(spec, name).copy(value, 0)));
    return copies;
  }

  /** All of the inputs, copied as they are, for a text that declares none. */
  static Map<String, @Nullable Object> undeclared(
      TemplateSpec spec, Map<String, ? extends @Nullable Object> inputs) {
    Map<String, @Nullable Object> copies = new LinkedHashMap<>();
    inputs.forEach((name, value) -> copies.put(name, new InputValues(spec, name).copy(value, 0)));
    return copies;
  }

  private @Nullable Object copy(@Nullable Object value, int depth) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float || value instanceof BigDecimal) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof BigInteger integer && integer.bitLength() <= 63) {
      return integer.longValue();
    }
    if (value instanceof Collection<?> elements) {
      return copyOfList(elements, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return copyOfMap(map, depth);
    }
    throw refused(
        "it contains a %s, which no template can use; give null, Boolean, numbers of 64 bits, texts, lists or maps"
            .formatted(value.getClass().getName()));
  }

  private List<@Nullable Object> copyOfList(Collection<?> elements, int depth) {
    requireDepth(depth);
    List<@Nullable Object> copies = new ArrayList<>(elements.size());
    for (Object element : elements) {
      copies.add(copy(element, depth + 1));
    }
    return Collections.unmodifiableList(copies);
  }

  private Map<String, @Nullable Object> copyOfMap(Map<?, ?> map, int depth) {
    requireDepth(depth);
    Map<String, @Nullable Object> copies = new LinkedHashMap<>(map.size() * 2);
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw refused("it contains a map with a key that is not a text; make it one");
          }
          copies.put(name, copy(value, depth + 1));
        });
    return Collections.unmodifiableMap(copies);
  }

  private void requireDepth(int depth) {
    if (depth >= TemplateSpec.MAX_NESTING) {
      throw refused(
          "it is nested more than %d levels deep, or contains itself; flatten it"
              .formatted(TemplateSpec.MAX_NESTING));
    }
  }

  private InvalidInputException refused(String reason) {
    InputSpec declared = spec.inputs().get(input);
    return new InvalidInputException(
        spec.id(), input, declared == null ? "value" : declared.type().label(), reason);
  }
}
