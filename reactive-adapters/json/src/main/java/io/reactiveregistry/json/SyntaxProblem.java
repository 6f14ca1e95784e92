package io.reactiveregistry.json;

import io.reactiveregistry.error.Excerpt;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/** Says why a text cannot be read on from a certain place, by looking at what stands there. */
final class SyntaxProblem {

  /** How much of a name or a word stands in a message. */
  static final int LONGEST_EXCERPT = 40;

  /** As much as has to be seen of what stands before the place. */
  private static final int LOOKED_BACK = 10;

  private static final Pattern NOT_FINITE = Pattern.compile("(?:NaN|Infinity|INF)$");
  private static final Pattern BEGUN_ESCAPE = Pattern.compile("\\\\$");
  private static final Pattern BEGUN_CODE = Pattern.compile("\\\\u[0-9a-fA-F]{0,3}$");
  private static final Pattern BEGUN_NUMBER =
      Pattern.compile("(?:-|[0-9]\\.|[0-9][eE][+-]?)(?![0-9])");
  private static final Pattern LEADING_ZERO = Pattern.compile("(?<![0-9.eE])0$");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

  private SyntaxProblem() {}

  /**
   * @param offset the character at which the reader has stopped
   * @param parser where it has stopped
   */
  static String at(String json, int offset, JsonParser parser) {
    if (offset < 0 || offset >= json.length()) {
      return "it ends before it is complete; close what is open";
    }
    char found = json.charAt(offset);
    String before = json.substring(Math.max(0, offset - LOOKED_BACK), offset);
    if (found < ' ') {
      return "the control character U+%04X cannot stand here; in a text, write it as \\u%04X"
          .formatted((int) found, (int) found);
    }
    if (NOT_FINITE.matcher(before).find()) {
      return "NaN and infinities are no numbers; use null or a text";
    }
    if (BEGUN_ESCAPE.matcher(before).find()) {
      return "'\\%s' is no escape; write a backslash as '\\\\'".formatted(found);
    }
    if (BEGUN_CODE.matcher(before).find()) {
      return "four hexadecimal digits have to follow '\\u'";
    }
    if (LEADING_ZERO.matcher(before).find() && found >= '0' && found <= '9') {
      return "a number cannot begin with 0; remove it, or quote a text";
    }
    return unfinishedNumber(json, offset)
        .orElseGet(() -> expected(json, offset, parser).formatted(word(json, offset)));
  }

  /** The reader stops at what a digit has to follow, but behind a minus. */
  private static Optional<String> unfinishedNumber(String json, int offset) {
    int from = Math.max(0, offset - LOOKED_BACK);
    Matcher begun =
        BEGUN_NUMBER
            .matcher(json)
            .useTransparentBounds(true)
            .region(from, Math.min(offset + 2, json.length()));
    while (begun.find()) {
      if (begun.end() >= offset) {
        return Optional.of(
            "a digit has to follow '%s'"
                .formatted(begun.group().charAt(begun.group().length() - 1)));
      }
    }
    return Optional.empty();
  }

  private static String expected(String json, int offset, JsonParser parser) {
    TokenStreamContext context = parser.streamReadContext();
    char last = lastVisible(json, offset);
    if (context.inObject() && (last == '{' || last == ',')) {
      return "a name in double quotes is expected, not %s";
    }
    if (last == 0 || context.inRoot() || "[,:".indexOf(last) >= 0) {
      return "a value is expected, not %s; quote a text";
    }
    if (context.inObject()) {
      return parser.currentToken() == JsonToken.PROPERTY_NAME
          ? "a colon is expected, not %s"
          : "a comma or '}' is expected, not %s";
    }
    return "a comma or ']' is expected, not %s";
  }

  /** The last character before the offset that is no blank, or 0 where there is none. */
  private static char lastVisible(String json, int offset) {
    int at = offset - 1;
    while (at >= 0 && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at--;
    }
    return at < 0 ? 0 : json.charAt(at);
  }

  private static String word(String json, int offset) {
    Matcher word = WORD.matcher(json).region(offset, json.length());
    if (word.lookingAt()) {
      return "'" + Excerpt.of(word.group(), LONGEST_EXCERPT) + "'";
    }
    char found = json.charAt(offset);
    return found > ' ' && found < 0x7f
        ? "'" + found + "'"
        : String.format(Locale.ROOT, "U+%04X", json.codePointAt(offset));
  }
}
