package io.reactiveregistry;

import io.reactiveregistry.error.InvalidTemplateException;
import org.jspecify.annotations.Nullable;

/**
 * One input of a template.
 *
 * @param type what kind of value it takes
 * @param required whether {@link TemplateSpec#coerceInputs} refuses to go on without a value; a
 *     default counts as a value
 * @param defaultValue the value when none is given, or null for none; must be of the type, and is
 *     normalised like metadata
 * @param description what the input is for, or null
 */
public record InputSpec(
    InputType type, boolean required, @Nullable Object defaultValue, @Nullable String description) {

  /**
   * Validates and normalises.
   *
   * @throws InvalidTemplateException when the default is not of the type, or any text is not well
   *     formed
   */
  public InputSpec {
    defaultValue = NormalizedValues.of(defaultValue, "default");
    if (defaultValue != null && !type.accepts(defaultValue)) {
      throw new InvalidTemplateException(
          "default",
          "%s contradicts the declared type %s; change the default or the type"
              .formatted(ValueKind.of(defaultValue), type.label()));
    }
    if (description != null) {
      TextRules.requireWellFormed(description, "description");
    }
  }

  /** An input without a description. */
  public InputSpec(InputType type, boolean required, @Nullable Object defaultValue) {
    this(type, required, defaultValue, null);
  }

  /** A required input without a default. */
  public static InputSpec required(InputType type) {
    return new InputSpec(type, true, null, null);
  }

  /** An optional input with a default, or null for none. */
  public static InputSpec optional(InputType type, @Nullable Object defaultValue) {
    return new InputSpec(type, false, defaultValue, null);
  }
}
