package io.reactiveregistry;

import io.reactiveregistry.error.InvalidInputException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that {@link TemplateSpec#coerceInputs} states. */
final class InputCoercion {

  // Possessive, so that a long text that is no number is refused in linear time.
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");
  private static final Set<String> TRUE_TEXTS = Set.of("1", "true", "yes", "y");

  private final TemplateSpec spec;

  private InputCoercion(TemplateSpec spec) {
    this.spec = spec;
  }

  static Map<String, @Nullable Object> coerce(
      TemplateSpec spec, Map<String, ? extends @Nullable Object> values) {
    InputCoercion coercion = new InputCoercion(spec);
    Map<String, @Nullable Object> coerced = new LinkedHashMap<>();
    spec.inputs()
        .forEach(
            (name, input) -> {
              Object value =
                  values.containsKey(name) ? values.get(name) : coercion.fallback(name, input);
              coerced.put(name, value == null ? null : coercion.coerce(name, input.type(), value));
            });
    return Collections.unmodifiableMap(coerced);
  }

  private @Nullable Object fallback(String name, InputSpec input) {
    if (input.required() && input.defaultValue() == null) {
      throw mismatch(name, input.type(), "but no value was given and it has no default");
    }
    return input.defaultValue();
  }

  private Object coerce(String name, InputType type, Object value) {
    return switch (type) {
      case STRING -> String.valueOf(value);
      case NUMBER -> number(name, value);
      case BOOLEAN -> bool(name, value);
      case STRING_ARRAY -> stringArray(name, value);
      case OBJECT -> object(name, value);
    };
  }

  private Object number(String name, Object value) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger integer && integer.bitLength() <= 63) {
      return integer.longValue();
    }
    double number;
    if (value instanceof Number given) {
      number = given.doubleValue();
    } else if (value instanceof String text && DECIMAL.matcher(text.strip()).matches()) {
      number = Double.parseDouble(text.strip());
    } else {
      throw mismatch(name, InputType.NUMBER, value);
    }
    if (!Double.isFinite(number)) {
      throw mismatch(name, InputType.NUMBER, "but the value is not finite");
    }
    return number;
  }

  private Boolean bool(String name, Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof String text) {
      return TRUE_TEXTS.contains(text.toLowerCase(Locale.ROOT));
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    throw mismatch(name, InputType.BOOLEAN, value);
  }

  private List<?> stringArray(String name, Object value) {
    if (value instanceof String text) {
      return List.of(text);
    }
    if (value instanceof List<?> list && InputType.STRING_ARRAY.accepts(list)) {
      return List.copyOf(list);
    }
    throw mismatch(name, InputType.STRING_ARRAY, value);
  }

  private Map<?, ?> object(String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
    throw mismatch(name, InputType.OBJECT, value);
  }

  private InvalidInputException mismatch(String name, InputType type, Object value) {
    return mismatch(name, type, "but %s was given".formatted(ValueKind.of(value)));
  }

  private InvalidInputException mismatch(String name, InputType type, String reason) {
    return new InvalidInputException(spec.id(), name, type.label(), reason);
  }
}
