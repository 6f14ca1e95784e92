package io.reactiveregistry.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code "%s has %d items at %.2f"|format(...)}: the conversions s, r, d, f and %. */
final class PercentFormat {

  private static final Pattern CONVERSION =
      Pattern.compile("%(?:\\((\\w{1,100})\\))?(-?)(0?)(\\d{0,9})(?:\\.(\\d{1,3}))?([a-zA-Z%])");

  private PercentFormat() {}

  static String of(Rendering rendering, String format, Arguments arguments) {
    BoundedText text = new BoundedText(rendering);
    Matcher conversion = CONVERSION.matcher(format);
    int from = 0;
    int next = 0;
    for (int at; (at = format.indexOf('%', from)) >= 0; from = conversion.end()) {
      if (!conversion.find(at) || conversion.start() != at) {
        throw RenderingProblem.of(
            "the format has a '%%' that begins no conversion; write %%%% for the character");
      }
      text.append(format, from, at);
      if (conversion.group(6).equals("%")) {
        text.append('%');
        continue;
      }
      String name = conversion.group(1);
      Object value = name == null ? positional(arguments, next++) : named(arguments, name);
      appendPadded(text, conversion, convert(rendering, conversion, value));
    }
    return text.append(format, from, format.length()).toString();
  }

  private static @Nullable Object positional(Arguments arguments, int index) {
    if (index >= arguments.positional().size()) {
      throw RenderingProblem.of(
          "the format has more conversions than the %d arguments given; give one for each",
          arguments.positional().size());
    }
    return arguments.positional().get(index);
  }

  private static @Nullable Object named(Arguments arguments, String name) {
    if (!arguments.named().containsKey(name)) {
      throw RenderingProblem.of("the format asks for '%s', which is not given", name);
    }
    return arguments.named().get(name);
  }

  private static String convert(Rendering rendering, Matcher conversion, @Nullable Object value) {
    String precision = conversion.group(5);
    return switch (conversion.group(6)) {
      case "s" -> cut(PythonText.of(rendering, value), precision);
      case "r" -> cut(PythonText.representation(rendering, value), precision);
      case "d", "i" -> decimal(value).setScale(0, RoundingMode.DOWN).toPlainString();
      case "f" ->
          decimal(value)
              .setScale(precision == null ? 6 : Integer.parseInt(precision), RoundingMode.HALF_EVEN)
              .toPlainString();
      default ->
          throw RenderingProblem.of(
              "the format has the conversion '%s'; there are s, r, d, f and %%",
              conversion.group(6));
    };
  }

  private static String cut(String text, @Nullable String precision) {
    return precision == null || text.length() <= Integer.parseInt(precision)
        ? text
        : text.substring(0, Integer.parseInt(precision));
  }

  private static BigDecimal decimal(@Nullable Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return new BigDecimal(number);
    }
    if (Arithmetic.isInteger(value)) {
      return BigDecimal.valueOf(Arithmetic.integer(value));
    }
    throw RenderingProblem.of(
        "a conversion of the format needs a finite number, was given a %s", Values.typeName(value));
  }

  private static void appendPadded(BoundedText text, Matcher conversion, String converted) {
    long padding =
        conversion.group(4).isEmpty()
            ? 0
            : Long.parseLong(conversion.group(4)) - converted.length();
    boolean left = !conversion.group(2).isEmpty();
    boolean zeros = !conversion.group(3).isEmpty() && !left && !conversion.group(6).equals("s");
    if (zeros && converted.startsWith("-")) {
      text.append('-').repeat("0", padding).append(converted, 1, converted.length());
    } else if (left) {
      text.append(converted).repeat(" ", padding);
    } else {
      text.repeat(zeros ? "0" : " ", padding).append(converted);
    }
  }
}
