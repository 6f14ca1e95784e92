package io.reactiveregistry.cli;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template as a JSON object, with the names and the order that stores use. */
final class TemplateJson {

  private TemplateJson() {}

  static Map<String, @Nullable Object> of(TemplateSpec spec) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    spec.inputs().forEach((name, input) -> inputs.put(name, of(input)));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", spec.id());
    json.put("version", spec.version());
    json.put("description", spec.description());
    json.put("template", spec.template());
    json.put("inputs", inputs);
    json.put("metadata", spec.metadata());
    return json;
  }

  static @Nullable Object orNull(@Nullable InputSpec input) {
    return input == null ? null : of(input);
  }

  private static Map<String, @Nullable Object> of(InputSpec input) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", input.type().label());
    json.put("required", input.required());
    json.put("default", input.defaultValue());
    if (input.description() != null) {
      json.put("description", input.description());
    }
    return json;
  }
}
