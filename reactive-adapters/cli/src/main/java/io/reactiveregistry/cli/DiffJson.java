package io.reactiveregistry.cli;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateDiff;
import io.reactiveregistry.TemplateDiff.ValueEdit;
import io.reactiveregistry.json.AbsentFields;
import io.reactiveregistry.json.JsonTemplates;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How two versions differ, as a JSON object with all edits. */
final class DiffJson {

  private DiffJson() {}

  static Map<String, @Nullable Object> of(TemplateDiff diff) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", diff.from().id());
    json.put("from", diff.from().version());
    json.put("to", diff.to().version());
    json.put("equal", diff.isEmpty());
    json.put("description", diff.description());
    json.put("template", diff.template());
    json.put("inputs", diff.inputs().stream().map(DiffJson::ofInput).toList());
    json.put("metadata", diff.metadata());
    return json;
  }

  static ValueEdit<Object> ofInput(ValueEdit<InputSpec> edit) {
    return new ValueEdit<>(edit.name(), edit.kind(), input(edit.from()), input(edit.to()));
  }

  private static @Nullable Object input(@Nullable InputSpec input) {
    return input == null ? null : JsonTemplates.fields(input, AbsentFields.NULL);
  }
}
