package io.reactiveregistry.yaml;

import io.reactiveregistry.error.InvalidTemplateException;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar means where any value is allowed: as YAML 1.1 has it and PyYAML reads it, so that
 * files keep the meaning they had for the library that wrote them. So {@code yes} is true, {@code
 * 017} is 15, {@code 1:30} is 90, and {@code 1e3}, without a point and a sign, is a text. Dates
 * stay texts, since the model has no dates.
 */
final class ScalarValue {

  /** Far more than 64 bits take in any notation; also keeps the patterns from long texts. */
  private static final int MAX_NUMBER_LENGTH = 100;

  /** As many decimal digits fit into 64 bits, whatever they are. */
  private static final int DIGITS_THAT_FIT = 18;

  private static final Set<String> NULLS = Set.of("~", "null", "Null", "NULL", "");
  private static final Map<String, Boolean> TRUTH_VALUES =
      Map.ofEntries(
          Map.entry("yes", true),
          Map.entry("Yes", true),
          Map.entry("YES", true),
          Map.entry("true", true),
          Map.entry("True", true),
          Map.entry("TRUE", true),
          Map.entry("on", true),
          Map.entry("On", true),
          Map.entry("ON", true),
          Map.entry("no", false),
          Map.entry("No", false),
          Map.entry("NO", false),
          Map.entry("false", false),
          Map.entry("False", false),
          Map.entry("FALSE", false),
          Map.entry("off", false),
          Map.entry("Off", false),
          Map.entry("OFF", false));
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*(?::[0-5]?[0-9])*|0x[0-9a-fA-F_]+)");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*(?:\\.[0-9_]*(?:[eE][-+][0-9]+)?|(?::[0-5]?[0-9])+\\.[0-9_]*)"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern LONG_INTEGER = Pattern.compile("[-+]?[0-9][0-9_]*+");
  private static final BigInteger SIXTY = BigInteger.valueOf(60);

  private ScalarValue() {}

  static boolean isNull(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar
        && scalar.plain()
        && NULLS.contains(scalar.text());
  }

  /** Null, Boolean, Long, Double or String. */
  static @Nullable Object of(YamlNode.Scalar scalar, Source source) {
    return scalar.plain() ? ofPlain(scalar.text(), scalar.line(), source) : scalar.text();
  }

  /** Whether the text, written without quotes, would be read as something other than this text. */
  static boolean isAmbiguous(String text) {
    return NULLS.contains(text)
        || TRUTH_VALUES.containsKey(text)
        || isNumber(text)
        || LONG_INTEGER.matcher(text).matches();
  }

  private static boolean isNumber(String text) {
    return text.length() <= MAX_NUMBER_LENGTH
        && beginsAsNumber(text)
        && (INTEGER.matcher(text).matches()
            || FLOAT.matcher(text).matches()
            || NOT_FINITE.matcher(text).matches());
  }

  /** Spares most texts the patterns. */
  private static boolean beginsAsNumber(String text) {
    return !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
  }

  private static @Nullable Object ofPlain(String text, int line, Source source) {
    if (isPlainInteger(text)) {
      return Long.parseLong(text);
    }
    if (NULLS.contains(text)) {
      return null;
    }
    Boolean truth = TRUTH_VALUES.get(text);
    if (truth != null) {
      return truth;
    }
    if (!isNumber(text)) {
      if (text.length() > MAX_NUMBER_LENGTH && LONG_INTEGER.matcher(text).matches()) {
        throw tooGreat(line, source);
      }
      return text;
    }
    if (NOT_FINITE.matcher(text).matches()) {
      throw notFinite(text, line, source);
    }
    try {
      if (FLOAT.matcher(text).matches()) {
        return number(text, line, source);
      }
      return integer(text, line, source);
    } catch (NumberFormatException e) {
      throw source.refuse(line, "'%s' is a number without digits; quote it".formatted(text), e);
    }
  }

  /** Almost every number there is, without the patterns. */
  private static boolean isPlainInteger(String text) {
    int length = text.length();
    if (length == 0 || length > DIGITS_THAT_FIT || (length > 1 && text.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Long integer(String text, int line, Source source) {
    String digits = text.replace("_", "").replaceFirst("^[-+]", "");
    BigInteger value;
    if (digits.startsWith("0b")) {
      value = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0x")) {
      value = new BigInteger(digits.substring(2), 16);
    } else if (digits.startsWith("0")) {
      value = new BigInteger(digits, 8);
    } else {
      value = BigInteger.ZERO;
      for (String part : digits.split(":", -1)) {
        value = value.multiply(SIXTY).add(new BigInteger(part));
      }
    }
    BigInteger signed = text.startsWith("-") ? value.negate() : value;
    if (signed.bitLength() > 63) {
      throw tooGreat(line, source);
    }
    return signed.longValue();
  }

  private static Double number(String text, int line, Source source) {
    String digits = text.replace("_", "").replaceFirst("^[-+]", "");
    double value = 0;
    for (String part : digits.split(":", -1)) {
      value = value * 60 + Double.parseDouble(part);
    }
    if (Double.isInfinite(value)) {
      throw notFinite(text, line, source);
    }
    return text.startsWith("-") ? -value : value;
  }

  private static InvalidTemplateException tooGreat(int line, Source source) {
    return source.refuse(line, "an integer does not fit into 64 bits; quote it to make it a text");
  }

  private static InvalidTemplateException notFinite(String text, int line, Source source) {
    return source.refuse(
        line, "%s is not a finite number; use null, or quote it to make it a text".formatted(text));
  }
}
