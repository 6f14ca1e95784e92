package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something happened that a model should say something about.
 *
 * @param id goes along with everything that is done for it
 * @param template which template its prompt is made of
 */
record Event(String id, String template, Map<String, @Nullable Object> inputs) {

  private static final Set<String> FIELDS = Set.of("id", "template", "inputs");

  /**
   * Reads {@code {"id": "e-1", "template": "support/answer", "inputs": {"name": "Ada"}}}.
   *
   * @throws io.reactiveregistry.json.MalformedJsonException when it is not JSON
   * @throws io.reactiveregistry.error.InvalidTemplateException when it is no event
   */
  static Event parse(String line) {
    JsonObject fields = JsonObject.parse(line);
    fields.requireOnly(FIELDS, "an event has no such field; it has id, template and inputs");
    return new Event(
        fields.requiredText("id"),
        fields.requiredText("template"),
        fields.object("inputs").members());
  }
}
