package io.reactiveregistry;

import io.reactiveregistry.error.Excerpt;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What kind of value a template's input takes. */
public enum InputType {
  STRING("string"),
  NUMBER("number"),
  BOOLEAN("boolean"),
  STRING_ARRAY("array<string>"),
  OBJECT("object");

  private final String label;

  InputType(String label) {
    this.label = label;
  }

  /** The name used in YAML files and stored records, for example {@code array<string>}. */
  public String label() {
    return label;
  }

  /**
   * The type with this name.
   *
   * @throws InvalidTemplateException when no type has this name
   */
  public static InputType fromLabel(String label) {
    return Arrays.stream(values())
        .filter(type -> type.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidTemplateException(
                    "type",
                    "'%s' is not an input type; use one of %s"
                        .formatted(
                            Excerpt.of(label),
                            Arrays.stream(values())
                                .map(InputType::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** Whether a normalised value is of this type without any conversion. */
  boolean accepts(Object value) {
    return switch (this) {
      case STRING -> value instanceof String;
      case NUMBER -> value instanceof Long || value instanceof Double;
      case BOOLEAN -> value instanceof Boolean;
      case STRING_ARRAY ->
          value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
      case OBJECT -> value instanceof Map;
    };
  }
}
