package io.reactiveregistry.jinja;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.Map;

/** A template and its inputs, each of which is declared by the type it has. */
record TemplateCase(String template, Map<String, Object> inputs) {

  static TemplateCase of(String template) {
    return new TemplateCase(template, Map.of());
  }

  TemplateSpec spec() {
    TemplateSpec.Builder spec = TemplateSpec.builder("case").template(template);
    inputs.forEach((name, value) -> spec.input(name, InputSpec.required(type(value))));
    return spec.build();
  }

  private static InputType type(Object value) {
    if (value instanceof String) {
      return InputType.STRING;
    }
    if (value instanceof Number) {
      return InputType.NUMBER;
    }
    if (value instanceof Boolean) {
      return InputType.BOOLEAN;
    }
    return value instanceof List ? InputType.STRING_ARRAY : InputType.OBJECT;
  }
}
