package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON in the form of Jinja2's {@code tojson}: sorted keys, a blank after commas and
 * colons, ASCII only, and nothing that a page could take for markup.
 */
final class JsonText {

  private final Rendering rendering;
  private final BoundedText text;
  private final long indent;

  private JsonText(Rendering rendering, long indent) {
    this.rendering = rendering;
    this.text = new BoundedText(rendering);
    this.indent = indent;
  }

  /**
   * The JSON of a value.
   *
   * @param indent how many blanks a level is moved to the right by, or negative for one line
   */
  static String of(Rendering rendering, @Nullable Object value, long indent) {
    JsonText json = new JsonText(rendering, indent);
    json.append(value, 0);
    return json.text.toString();
  }

  private void append(@Nullable Object value, int level) {
    Values.required(value);
    if (value == null) {
      text.append("null");
    } else if (value instanceof Boolean || value instanceof Long) {
      text.append(value.toString());
    } else if (value instanceof Double number) {
      text.append(ofDouble(number));
    } else if (value instanceof String string) {
      appendString(string);
    } else if (value instanceof List<?> list) {
      appendAll(level, '[', ']', list, element -> append(element, level + 1));
    } else if (value instanceof Map<?, ?> map) {
      appendAll(
          level,
          '{',
          '}',
          new ArrayList<>(sorted(map).entrySet()),
          entry -> {
            appendString(entry.getKey());
            text.append(": ");
            append(entry.getValue(), level + 1);
          });
    } else {
      throw RenderingProblem.of("a %s cannot be written as JSON", Values.typeName(value));
    }
  }

  private static String ofDouble(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    return Double.isInfinite(number)
        ? number > 0 ? "Infinity" : "-Infinity"
        : PythonText.ofDouble(number);
  }

  private Map<String, @Nullable Object> sorted(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    rendering.allocateCollection(map.size());
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    return sorted;
  }

  private <T extends @Nullable Object> void appendAll(
      int level, char open, char close, List<T> elements, Consumer<T> append) {
    rendering.enter();
    text.append(open);
    String separator = "";
    for (T element : elements) {
      text.append(separator);
      appendLineBreak(level + 1L);
      append.accept(element);
      separator = indent < 0 ? ", " : ",";
    }
    if (!elements.isEmpty()) {
      appendLineBreak(level);
    }
    text.append(close);
    rendering.leave();
  }

  private void appendLineBreak(long level) {
    if (indent >= 0) {
      rendering.requireTextLength(indent);
      text.append('\n').repeat(" ", indent * level);
    }
  }

  /** Most characters stand as they are, and are written together. */
  private void appendString(String string) {
    text.append('"');
    int from = 0;
    for (int index = 0; index < string.length(); index++) {
      char character = string.charAt(index);
      if (isEscaped(character)) {
        text.append(string, from, index).append(escaped(character));
        from = index + 1;
      }
    }
    text.append(string, from, string.length()).append('"');
  }

  private static boolean isEscaped(char character) {
    return switch (character) {
      case '"', '\\', '<', '>', '&', '\'' -> true;
      default -> character < ' ' || character > '~';
    };
  }

  private static String escaped(char character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default -> "\\u%04x".formatted((int) character);
    };
  }
}
