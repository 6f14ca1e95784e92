package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What filters and methods do with texts; each result is bounded before it is made. */
final class Texts {

  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private Texts() {}

  static String upper(Rendering rendering, String text) {
    rendering.allocateText(text.length());
    return text.toUpperCase(Locale.ROOT);
  }

  static String lower(Rendering rendering, String text) {
    rendering.allocateText(text.length());
    return text.toLowerCase(Locale.ROOT);
  }

  static String capitalize(Rendering rendering, String text) {
    rendering.allocateText(text.length());
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return text.substring(0, first).toUpperCase(Locale.ROOT)
        + text.substring(first).toLowerCase(Locale.ROOT);
  }

  /** Upper case for the first letter after each space or opening bracket, as Jinja2 has it. */
  static String title(Rendering rendering, String text) {
    rendering.allocateText(text.length());
    StringBuilder title = new StringBuilder(text.length());
    boolean first = true;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      boolean separates = isBeforeWord(character);
      title.append(
          first && !separates
              ? Character.toUpperCase(character)
              : Character.toLowerCase(character));
      first = separates;
    }
    return title.toString();
  }

  private static boolean isBeforeWord(char character) {
    return switch (character) {
      case '-', '(', '{', '[', '<' -> true;
      default -> Character.isWhitespace(character);
    };
  }

  /**
   * Without the given characters at the ends.
   *
   * @param characters which, or null for white space
   */
  static String strip(
      Rendering rendering, String text, @Nullable String characters, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && isStripped(rendering, text.charAt(from), characters)) {
      from++;
    }
    while (right && to > from && isStripped(rendering, text.charAt(to - 1), characters)) {
      to--;
    }
    rendering.allocateText(to - from);
    return text.substring(from, to);
  }

  private static boolean isStripped(
      Rendering rendering, char character, @Nullable String characters) {
    rendering.work(characters == null ? 1 : 1 + characters.length() / 16);
    return characters == null ? isSpace(character) : characters.indexOf(character) >= 0;
  }

  private static boolean isSpace(char character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  /**
   * With one text in the place of another.
   *
   * @param count how often at most, or negative for always
   */
  static String replace(
      Rendering rendering, String text, String old, String replacement, long count) {
    BoundedText replaced = new BoundedText(rendering);
    TextSearch search = new TextSearch(rendering, old);
    long left = count < 0 ? Long.MAX_VALUE : count;
    int from = 0;
    while (left-- > 0) {
      int at = search.in(text, from);
      if (at < 0 || (old.isEmpty() && at >= text.length())) {
        break;
      }
      replaced.append(text, from, at).append(replacement);
      from = at + old.length();
      if (old.isEmpty()) {
        replaced.append(text.charAt(from++));
      }
    }
    if (old.isEmpty() && left >= 0 && from == text.length()) {
      replaced.append(replacement);
    }
    return replaced.append(text, from, text.length()).toString();
  }

  /** Parts between separators; runs of white space separate where none is given. */
  static List<@Nullable Object> split(
      Rendering rendering, String text, @Nullable String separator, long most) {
    if (separator != null && separator.isEmpty()) {
      throw RenderingProblem.of("a text cannot be split at an empty separator; leave it out");
    }
    List<@Nullable Object> parts = new ArrayList<>();
    long left = most < 0 ? Long.MAX_VALUE : most;
    int from = 0;
    if (separator == null) {
      from = nextWord(text, 0);
      while (from < text.length() && left-- > 0) {
        int to = from;
        while (to < text.length() && !isSpace(text.charAt(to))) {
          to++;
        }
        add(rendering, parts, text.substring(from, to));
        from = nextWord(text, to);
      }
      if (from < text.length()) {
        add(rendering, parts, strip(rendering, text.substring(from), null, false, true));
      }
      return parts;
    }
    TextSearch search = new TextSearch(rendering, separator);
    for (int at; left-- > 0 && (at = search.in(text, from)) >= 0; ) {
      add(rendering, parts, text.substring(from, at));
      from = at + separator.length();
    }
    add(rendering, parts, text.substring(from));
    return parts;
  }

  private static int nextWord(String text, int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static void add(Rendering rendering, List<@Nullable Object> parts, String part) {
    rendering.allocateText(part.length());
    rendering.allocateElement(parts.size() + 1L);
    parts.add(part);
  }

  /** As {@code str.center(width)}: the odd blank goes to the right, unless the width is odd. */
  static String center(Rendering rendering, String text, long width) {
    long margin = width - Values.characterCount(rendering, text);
    if (margin <= 0) {
      return text;
    }
    long left = margin / 2 + (margin & width & 1);
    return new BoundedText(rendering)
        .repeat(" ", left)
        .append(text)
        .repeat(" ", margin - left)
        .toString();
  }

  /** Lines with blanks before them. */
  static String indent(
      Rendering rendering, String text, String indentation, boolean first, boolean blank) {
    BoundedText indented = new BoundedText(rendering);
    Matcher lineBreak = LINE_BREAK.matcher(text);
    boolean more = true;
    for (int from = 0; more; ) {
      more = lineBreak.find();
      int to = more ? lineBreak.start() : text.length();
      if (from == 0 ? first : blank || to > from) {
        indented.append(indentation);
      }
      indented.append(text, from, to);
      if (more) {
        from = lineBreak.end();
        // As if a line feed followed the text: one carriage return at its end is no line more.
        more = from < text.length() || !lineBreak.group().equals("\r");
      }
      if (more) {
        indented.append('\n');
      }
    }
    return indented.toString();
  }

  static String truncate(
      Rendering rendering, String text, long length, boolean killWords, String end, long leeway) {
    int characters = Values.characterCount(rendering, text);
    int endLength = Values.characterCount(rendering, end);
    if (length < endLength || leeway < 0) {
      throw RenderingProblem.of(
          "truncate needs a length of at least that of its end (%d) and a leeway of at least 0",
          endLength);
    }
    if (characters - length <= leeway) {
      return text;
    }
    String kept = text.substring(0, text.offsetByCodePoints(0, (int) (length - endLength)));
    int lastBlank = kept.lastIndexOf(' ');
    return new BoundedText(rendering)
        .append(killWords || lastBlank < 0 ? kept : kept.substring(0, lastBlank))
        .append(end)
        .toString();
  }

  /** As {@code markupsafe.escape}. */
  static String escapeHtml(Rendering rendering, String text) {
    BoundedText escaped = new BoundedText(rendering);
    for (int index = 0; index < text.length(); index++) {
      switch (text.charAt(index)) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\'' -> escaped.append("&#39;");
        case '"' -> escaped.append("&#34;");
        default -> escaped.append(text.charAt(index));
      }
    }
    return escaped.toString();
  }

  /** Words as Jinja2 counts them: runs of letters, digits and underscores. */
  static long countWords(Rendering rendering, String text) {
    rendering.work(text.length() / 4);
    long words = 0;
    boolean inside = false;
    for (int index = 0; index < text.length(); index++) {
      boolean letter = Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_';
      words += letter && !inside ? 1 : 0;
      inside = letter;
    }
    return words;
  }
}
