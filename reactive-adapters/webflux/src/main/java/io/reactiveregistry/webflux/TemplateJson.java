package io.reactiveregistry.webflux;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebInputException;

/**
 * Reads a template from JSON as strictly as from YAML: the same fields with the same meaning, null
 * for absent, unknown and repeated fields refused.
 */
final class TemplateJson {

  static final String UNKNOWN_FIELD =
      "a template has no such field; correct its name, or put it under metadata";

  private static final Set<String> FIELDS =
      Set.of("id", "version", "description", "template", "inputs", "metadata");
  private static final Set<String> INPUT_FIELDS =
      Set.of("type", "required", "default", "description");

  private final StrictJson json = new StrictJson();

  /**
   * @param id the id of the template where the document names none, or null when it has to
   * @throws ServerWebInputException when the text is not JSON
   * @throws InvalidTemplateException when it is not a template, with the path to what is wrong
   */
  TemplateSpec read(String text, @Nullable String id) {
    Map<String, @Nullable Object> fields = json.read(text);
    StrictJson.requireKnown(fields, FIELDS, "", UNKNOWN_FIELD);
    String givenId =
        id == null
            ? StrictJson.requiredText(fields, "id", "")
            : Objects.requireNonNullElse(StrictJson.text(fields, "id", ""), id);
    String version = StrictJson.text(fields, "version", "");
    String template = StrictJson.text(fields, "template", "");
    if (template == null) {
      throw new InvalidTemplateException("template", "it is missing; every template has a text");
    }
    return TemplateSpec.builder(givenId)
        .version(version == null ? TemplateSpec.DEFAULT_VERSION : version)
        .description(StrictJson.text(fields, "description", ""))
        .template(template)
        .inputs(inputs(fields.get("inputs")))
        .metadata(StrictJson.mapOrEmpty(fields.get("metadata"), "metadata"))
        .build();
  }

  private static Map<String, InputSpec> inputs(@Nullable Object value) {
    Map<String, InputSpec> inputs = new LinkedHashMap<>();
    StrictJson.mapOrEmpty(value, "inputs")
        .forEach((name, input) -> inputs.put(name, input(name, input)));
    return inputs;
  }

  private static InputSpec input(String name, @Nullable Object value) {
    String path = "inputs." + name;
    Map<String, @Nullable Object> fields = StrictJson.mapOrEmpty(value, path);
    StrictJson.requireKnown(fields, INPUT_FIELDS, path + ".", UNKNOWN_FIELD);
    String type = StrictJson.text(fields, "type", path + ".");
    String description = StrictJson.text(fields, "description", path + ".");
    boolean required = required(fields.get("required"), path);
    try {
      return new InputSpec(
          type == null ? InputType.STRING : InputType.fromLabel(type),
          required,
          fields.get("default"),
          description);
    } catch (InvalidTemplateException e) {
      throw e.within(path);
    }
  }

  private static boolean required(@Nullable Object value, String path) {
    if (value == null) {
      return true;
    }
    if (value instanceof Boolean required) {
      return required;
    }
    throw new InvalidTemplateException(path + ".required", "it must be true or false");
  }
}
