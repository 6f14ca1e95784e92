package io.reactiveregistry.vault;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many bytes of the heap an entry takes, about, on a JVM with compressed references. */
final class EstimatedSize {

  /** The entry, its key, and what Caffeine keeps for them. */
  private static final int OF_ENTRY = 256;

  /** A small object, or a node of a map with its references. */
  private static final int OF_OBJECT = 48;

  private EstimatedSize() {}

  static int of(Object key, Entry entry) {
    TemplateSpec spec = entry.spec();
    long bytes = OF_ENTRY + (spec == null ? OF_OBJECT : ofTemplate(spec));
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private static long ofTemplate(TemplateSpec spec) {
    long bytes =
        OF_OBJECT
            + ofText(spec.id())
            + ofText(spec.version())
            + ofValue(spec.description())
            + ofText(spec.template())
            + ofValue(spec.metadata());
    for (Map.Entry<String, InputSpec> input : spec.inputs().entrySet()) {
      bytes += 2 * OF_OBJECT + ofText(input.getKey());
      bytes += ofValue(input.getValue().defaultValue()) + ofValue(input.getValue().description());
    }
    return bytes;
  }

  private static long ofValue(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String text) {
      return ofText(text);
    }
    long bytes = OF_OBJECT;
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        bytes += OF_OBJECT + ofValue(member.getKey()) + ofValue(member.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (Object member : list) {
        bytes += Long.BYTES + ofValue(member);
      }
    }
    return bytes;
  }

  /** The JVM stores a text with a byte for each character where Latin-1 has all of them. */
  private static long ofText(String text) {
    return OF_OBJECT + (isLatin1(text) ? text.length() : 2L * text.length());
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
