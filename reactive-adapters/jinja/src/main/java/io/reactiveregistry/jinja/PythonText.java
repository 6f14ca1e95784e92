package io.reactiveregistry.jinja;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as Python prints them, since that is what the templates were written for. */
final class PythonText {

  private PythonText() {}

  /** As {@code str(value)}: a text is itself. */
  static String of(Rendering rendering, @Nullable Object value) {
    Values.known(rendering, value);
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Long || value instanceof Boolean || value == null) {
      return scalar(value);
    }
    if (value instanceof Undefined) {
      return "";
    }
    BoundedText text = new BoundedText(rendering);
    appendRepresentation(rendering, text, value);
    return text.toString();
  }

  /** As {@code repr(value)}: a text is quoted. */
  static String representation(Rendering rendering, @Nullable Object value) {
    BoundedText text = new BoundedText(rendering);
    appendRepresentation(rendering, text, value);
    return text.toString();
  }

  private static void appendRepresentation(
      Rendering rendering, BoundedText text, @Nullable Object value) {
    if (value instanceof String string) {
      appendQuoted(text, string);
    } else if (value instanceof Tuple tuple) {
      appendList(rendering, text, tuple, "(", tuple.size() == 1 ? ",)" : ")");
    } else if (value instanceof List<?> list) {
      appendList(rendering, text, list, "[", "]");
    } else if (value instanceof Map<?, ?> map) {
      appendMap(rendering, text, map);
    } else if (value instanceof Undefined) {
      Values.known(rendering, value);
      text.append("Undefined");
    } else if (value instanceof Callable || value instanceof LoopState) {
      throw RenderingProblem.of("a %s cannot be printed; call it", Values.typeName(value));
    } else if (value instanceof Namespace) {
      throw RenderingProblem.of("a namespace cannot be printed; print one of its attributes");
    } else {
      text.append(scalar(value));
    }
  }

  private static void appendList(
      Rendering rendering, BoundedText text, List<?> list, String open, String close) {
    rendering.enter();
    text.append(open);
    String separator = "";
    for (Object element : list) {
      text.append(separator);
      appendRepresentation(rendering, text, element);
      separator = ", ";
    }
    text.append(close);
    rendering.leave();
  }

  private static void appendMap(Rendering rendering, BoundedText text, Map<?, ?> map) {
    rendering.enter();
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      appendRepresentation(rendering, text, entry.getKey());
      text.append(": ");
      appendRepresentation(rendering, text, entry.getValue());
      separator = ", ";
    }
    text.append('}');
    rendering.leave();
  }

  private static void appendQuoted(BoundedText text, String string) {
    char quote = string.indexOf('\'') >= 0 && string.indexOf('"') < 0 ? '"' : '\'';
    text.append(quote);
    for (int index = 0; index < string.length(); index++) {
      char character = string.charAt(index);
      switch (character) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (character == quote) {
            text.append('\\').append(character);
          } else if (character < ' ' || (character >= 0x7f && character <= 0xa0)) {
            text.append("\\x%02x".formatted((int) character));
          } else {
            text.append(character);
          }
        }
      }
    }
    text.append(quote);
  }

  private static String scalar(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return value instanceof Double number ? ofDouble(number) : String.valueOf(value);
  }

  /** Python writes an exponent below 1e-4 and from 1e16, Java below 1e-3 and from 1e7. */
  static String ofDouble(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = decimal.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String digits = decimal.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return "%s%s%se%s%02d"
        .formatted(
            number < 0 ? "-" : "",
            digits.charAt(0),
            fraction,
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }
}
