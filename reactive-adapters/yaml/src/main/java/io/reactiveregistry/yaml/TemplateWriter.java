package io.reactiveregistry.yaml;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.TemplateSpec;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes a template as people would: texts of several lines as blocks, quotes only where needed.
 *
 * <p>The library's own emitter writes a text as one long quoted line as soon as it holds a tab or a
 * space at the end of a line, which prompts often do; this one keeps them readable. What it writes
 * means the same to readers of YAML 1.1 and 1.2.
 */
final class TemplateWriter {

  private static final int STEP = 2;

  /** Where a long quoted text is broken, well below {@link DocumentText#MAX_LINE_LENGTH}. */
  private static final int QUOTED_LINE_LENGTH = 4_000;

  /** A block keeps its lines, so only texts with shorter ones become blocks. */
  private static final int MAX_BLOCK_LINE_LENGTH = DocumentText.MAX_LINE_LENGTH / 2;

  /**
   * YAML takes up to 1,024 characters for a key on the line of its value; escapes make it longer.
   */
  private static final int MAX_SIMPLE_KEY_LENGTH = 128;

  private static final int MAX_PLAIN_LENGTH = 1_000;
  private static final Pattern PLAIN =
      Pattern.compile(
          "[\\p{L}_/](?:[\\p{L}\\p{N}_/.,;()'\"!?=+%$@<> -]*[\\p{L}\\p{N}_/.,;()'\"!?>])?");
  private static final Pattern PLAIN_VERSION = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");

  /** Truth values of YAML 1.1 that not every reader takes for such. */
  private static final Pattern SINGLE_LETTER_TRUTH_VALUE = Pattern.compile("[yYnN]");

  private final StringBuilder out = new StringBuilder(1024);

  private TemplateWriter() {}

  static String write(TemplateSpec spec) {
    TemplateWriter writer = new TemplateWriter();
    writer.entry("id", spec.id(), 0);
    writer.entry("version", spec.version(), 0);
    if (spec.description() != null) {
      writer.entry("description", spec.description(), 0);
    }
    writer.entry("template", spec.template(), 0);
    if (!spec.inputs().isEmpty()) {
      writer.out.append("inputs:\n");
      spec.inputs().forEach(writer::input);
    }
    if (!spec.metadata().isEmpty()) {
      writer.entry("metadata", spec.metadata(), 0);
    }
    return writer.out.toString();
  }

  private void input(String name, InputSpec input) {
    spaces(STEP);
    key(name, STEP);
    out.append('\n');
    entry("type", input.type().label(), 2 * STEP);
    entry("required", input.required(), 2 * STEP);
    if (input.defaultValue() != null) {
      entry("default", input.defaultValue(), 2 * STEP);
    }
    if (input.description() != null) {
      entry("description", input.description(), 2 * STEP);
    }
  }

  private void entry(String key, @Nullable Object value, int indent) {
    spaces(indent);
    entryWithoutIndent(key, value, indent);
  }

  private void entryWithoutIndent(String key, @Nullable Object value, int indent) {
    key(key, indent);
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n');
      spaces(indent + STEP);
      map(map, indent + STEP);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      spaces(indent + STEP);
      list(list, indent + STEP);
    } else {
      out.append(' ');
      leaf(value, indent);
    }
  }

  /** The cursor stands at the indent already. */
  private void map(Map<?, ?> map, int indent) {
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      entryWithoutIndent((String) entry.getKey(), entry.getValue(), indent);
      separator = " ".repeat(indent);
    }
  }

  /** The cursor stands at the indent already. */
  private void list(List<?> list, int indent) {
    String separator = "";
    for (Object item : list) {
      out.append(separator).append("- ");
      if (item instanceof Map<?, ?> map && !map.isEmpty()) {
        map(map, indent + STEP);
      } else if (item instanceof List<?> nested && !nested.isEmpty()) {
        list(nested, indent + STEP);
      } else {
        leaf(item, indent);
      }
      separator = " ".repeat(indent);
    }
  }

  private void leaf(@Nullable Object value, int indent) {
    if (value instanceof String text) {
      if (isBlock(text)) {
        block(text, indent + STEP);
        return;
      }
      inline(text, indent + STEP);
    } else if (value instanceof Double number) {
      // YAML 1.1 takes an exponent only with its sign.
      out.append(number.toString().replaceFirst("E(?=\\d)", "E+"));
    } else if (value instanceof Map) {
      out.append("{}");
    } else if (value instanceof List) {
      out.append("[]");
    } else {
      out.append(value); // null, true, false and integers are written alike in Java
    }
    out.append('\n');
  }

  private void key(String key, int indent) {
    if (key.length() > MAX_SIMPLE_KEY_LENGTH) {
      out.append("? ");
      quoted(key, indent + STEP);
      out.append('\n');
      spaces(indent);
    } else {
      inline(key, indent + STEP);
    }
    out.append(':');
  }

  private void inline(String text, int indent) {
    if (isPlain(text)) {
      out.append(text);
    } else {
      quoted(text, indent);
    }
  }

  private static boolean isPlain(String text) {
    return text.length() <= MAX_PLAIN_LENGTH
        && (PLAIN_VERSION.matcher(text).matches()
            || (PLAIN.matcher(text).matches()
                && !SINGLE_LETTER_TRUTH_VALUE.matcher(text).matches()
                && !ScalarValue.isAmbiguous(text)));
  }

  private static boolean isBlock(String text) {
    return text.indexOf('\n') >= 0
        && !text.isBlank()
        && text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c))
        && text.lines().allMatch(line -> line.length() <= MAX_BLOCK_LINE_LENGTH);
  }

  /** A block says how its end is meant: strip (-), keep (+), or one line break. */
  private void block(String text, int indent) {
    out.append('|');
    if (Character.isWhitespace(text.charAt(0))) {
      out.append(STEP); // otherwise the first line would set the indentation
    }
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.endsWith("\n\n")) {
      out.append('+');
    }
    out.append('\n');
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      if (!line.isEmpty()) {
        spaces(indent);
        out.append(line);
      }
      out.append('\n');
    }
  }

  private void quoted(String text, int indent) {
    out.append('"');
    int lineStart = out.length();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (out.length() - lineStart > QUOTED_LINE_LENGTH) {
        out.append("\\\n");
        spaces(indent);
        lineStart = out.length();
        if (c == ' ') {
          out.append('\\'); // spaces at the beginning of a continued line do not count
        }
      }
      escaped(c);
      i += Character.charCount(c);
    }
    out.append('"');
  }

  private void escaped(int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append((char) c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(c <= 0xFF ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
        }
      }
    }
  }

  /** What YAML takes as it is, without the characters that it might take for line breaks. */
  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xFFFD && c != 0x2028 && c != 0x2029 && c != 0xFEFF)
        || c >= 0x10000;
  }

  private void spaces(int count) {
    out.append(" ".repeat(count));
  }
}
