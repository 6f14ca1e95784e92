package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a template from JSON as strictly as from YAML: the same fields with the same meaning, null
 * for absent, unknown and repeated fields refused.
 */
final class TemplateJson {

  static final String UNKNOWN_FIELD =
      "a template has no such field; correct its name, or put it under metadata";

  private static final int MAX_NESTING = 64;
  private static final Set<String> FIELDS =
      Set.of("id", "version", "description", "template", "inputs", "metadata");
  private static final Set<String> INPUT_FIELDS =
      Set.of("type", "required", "default", "description");

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * @param id the id of the template where the document names none
   * @throws ServerWebInputException when the text is not JSON
   * @throws InvalidTemplateException when it is not a template, with the path to what is wrong
   */
  TemplateSpec read(String json, String id) {
    Map<String, @Nullable Object> fields = map(parse(json), "body");
    requireKnown(fields, FIELDS, "");
    String givenId = text(fields, "id", "");
    String version = text(fields, "version", "");
    String template = text(fields, "template", "");
    if (template == null) {
      throw new InvalidTemplateException("template", "it is missing; every template has a text");
    }
    return TemplateSpec.builder(givenId == null ? id : givenId)
        .version(version == null ? TemplateSpec.DEFAULT_VERSION : version)
        .description(text(fields, "description", ""))
        .template(template)
        .inputs(inputs(fields.get("inputs")))
        .metadata(mapOrEmpty(fields.get("metadata"), "metadata"))
        .build();
  }

  private @Nullable Object parse(String json) {
    try {
      return mapper.readValue(json, Object.class);
    } catch (JacksonException e) {
      throw new ServerWebInputException(
          "The body is not JSON: " + e.getOriginalMessage() + position(e.getLocation()), null, e);
    }
  }

  private static String position(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static Map<String, InputSpec> inputs(@Nullable Object value) {
    Map<String, InputSpec> inputs = new LinkedHashMap<>();
    mapOrEmpty(value, "inputs").forEach((name, input) -> inputs.put(name, input(name, input)));
    return inputs;
  }

  private static InputSpec input(String name, @Nullable Object value) {
    String path = "inputs." + name;
    Map<String, @Nullable Object> fields = mapOrEmpty(value, path);
    requireKnown(fields, INPUT_FIELDS, path + ".");
    String type = text(fields, "type", path + ".");
    String description = text(fields, "description", path + ".");
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

  private static @Nullable String text(
      Map<String, @Nullable Object> fields, String name, String prefix) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new InvalidTemplateException(prefix + name, "it must be a text; quote it");
  }

  private static Map<String, @Nullable Object> mapOrEmpty(@Nullable Object value, String path) {
    return value == null ? Map.of() : map(value, path);
  }

  private static Map<String, @Nullable Object> map(@Nullable Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidTemplateException(path, "it must be an object of names and values");
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((name, member) -> copy.put((String) name, member));
    return copy;
  }

  private static void requireKnown(
      Map<String, @Nullable Object> fields, Set<String> known, String prefix) {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        throw new InvalidTemplateException(prefix + name, UNKNOWN_FIELD);
      }
    }
  }
}
