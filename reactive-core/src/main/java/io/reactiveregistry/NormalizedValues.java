package io.reactiveregistry;

import io.reactiveregistry.error.Excerpt;
import io.reactiveregistry.error.InvalidTemplateException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings free-form values (metadata, defaults) into the one form that survives storage unchanged:
 * null, Boolean, Long, Double, String, unmodifiable List and unmodifiable Map with String keys.
 */
final class NormalizedValues {

  private NormalizedValues() {}

  static @Nullable Object of(@Nullable Object value, String path) {
    return of(value, ValuePath.of(path), 0);
  }

  /** The keys keep the order of the given map. */
  static Map<String, @Nullable Object> ofMap(Map<?, ?> map, String path) {
    return ofMap(map, ValuePath.of(path), 0);
  }

  private static @Nullable Object of(@Nullable Object value, ValuePath path, int depth) {
    if (value == null || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    if (value instanceof String text) {
      TextRules.requireWellFormed(text, path);
      return text;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        throw refused(
            path, "%s is not a finite number; use null or a text instead".formatted(number));
      }
      return number;
    }
    if (value instanceof BigInteger integer) {
      if (integer.bitLength() > 63) {
        throw refused(
            path,
            "the integer %s does not fit into 64 bits; write it as a text"
                .formatted(integer.bitLength() > 256 ? "has too many digits and" : integer));
      }
      return integer.longValue();
    }
    if (value instanceof List<?> list) {
      return ofList(list, path, depth);
    }
    if (value instanceof Map<?, ?> map) {
      return ofMap(map, path, depth);
    }
    throw refused(
        path,
        "a %s cannot be stored; use null, Boolean, Long, Double, String, List or Map"
            .formatted(value.getClass().getName()));
  }

  private static List<@Nullable Object> ofList(List<?> list, ValuePath path, int depth) {
    requireDepth(path, depth);
    List<@Nullable Object> normalized = new ArrayList<>(list.size());
    for (Object element : list) {
      normalized.add(of(element, path.at(normalized.size()), depth + 1));
    }
    return Collections.unmodifiableList(normalized);
  }

  private static Map<String, @Nullable Object> ofMap(Map<?, ?> map, ValuePath path, int depth) {
    requireDepth(path, depth);
    if (map.isEmpty()) {
      return Collections.emptyMap();
    }
    Map<String, @Nullable Object> normalized = new LinkedHashMap<>(map.size() * 2);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw refused(
            path,
            "the key %s is not a text; quote it"
                .formatted(Excerpt.of(String.valueOf(entry.getKey()))));
      }
      TextRules.requireWellFormed(key, path);
      normalized.put(key, of(entry.getValue(), path.at(key), depth + 1));
    }
    return Collections.unmodifiableMap(normalized);
  }

  private static void requireDepth(ValuePath path, int depth) {
    if (depth >= TemplateSpec.MAX_NESTING) {
      throw refused(
          path,
          "values are nested more than %d levels deep, or contain themselves; flatten them"
              .formatted(TemplateSpec.MAX_NESTING));
    }
  }

  private static InvalidTemplateException refused(ValuePath path, String reason) {
    return new InvalidTemplateException(path.toString(), reason);
  }
}
