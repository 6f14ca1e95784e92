package io.reactiveregistry.webflux;

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

/** Reads JSON and refuses what could be meant in two ways: repeated fields, unknown ones. */
final class StrictJson {

  private static final int MAX_NESTING = 64;

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
   * The fields of an object.
   *
   * @throws ServerWebInputException when the text is not JSON
   * @throws InvalidTemplateException when it is not an object
   */
  Map<String, @Nullable Object> read(String json) {
    return map(parse(json), "body");
  }

  private @Nullable Object parse(String json) {
    try {
      return mapper.readValue(json, Object.class);
    } catch (JacksonException e) {
      throw new ServerWebInputException(
          "This is not JSON: " + e.getOriginalMessage() + position(e.getLocation()), null, e);
    }
  }

  private static String position(@Nullable TokenStreamLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  static @Nullable String text(Map<String, @Nullable Object> fields, String name, String prefix) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new InvalidTemplateException(prefix + name, "it must be a text; quote it");
  }

  static String requiredText(Map<String, @Nullable Object> fields, String name, String prefix) {
    String text = text(fields, name, prefix);
    if (text == null) {
      throw new InvalidTemplateException(prefix + name, "it is missing, or null; give a text");
    }
    return text;
  }

  static Map<String, @Nullable Object> mapOrEmpty(@Nullable Object value, String path) {
    return value == null ? Map.of() : map(value, path);
  }

  static Map<String, @Nullable Object> map(@Nullable Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidTemplateException(path, "it must be an object of names and values");
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((name, member) -> copy.put((String) name, member));
    return copy;
  }

  static void requireKnown(
      Map<String, @Nullable Object> fields, Set<String> known, String prefix, String reason) {
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        throw new InvalidTemplateException(prefix + name, reason);
      }
    }
  }
}
