package io.reactiveregistry.error;

import java.util.Locale;

/**
 * How much of a text that somebody has given stands in an error: the beginning, on one line, and
 * nothing that could move the cursor of a terminal. For whoever makes errors of this family, as
 * implementations of a registry and readers of templates do.
 */
public final class Excerpt {

  private static final int CODE_POINTS = 40;

  private Excerpt() {}

  /** The first 40 code points; "..." follows where that is not all. */
  public static String of(String text) {
    return of(text, CODE_POINTS);
  }

  /**
   * The beginning of the text; "..." follows where that is not all.
   *
   * @param codePoints how many of them are the beginning
   */
  public static String of(String text, int codePoints) {
    if (text.length() <= codePoints) { // units are no fewer than code points
      return isPlain(text) ? text : printable(text);
    }
    int most = Math.min(codePoints, text.codePointCount(0, text.length()));
    int end = text.offsetByCodePoints(0, most);
    return printable(text.substring(0, end)) + (end < text.length() ? "..." : "");
  }

  /** Nearly all are, and paths to values that are right are made of them, too. */
  private static boolean isPlain(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (Character.isISOControl(character) || Character.isSurrogate(character)) {
        return false;
      }
    }
    return true;
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    int type = Character.getType(point);
    if (type == Character.CONTROL || type == Character.SURROGATE) {
      shown.append(String.format(Locale.ROOT, "\\u%04x", point));
    } else {
      shown.appendCodePoint(point);
    }
  }
}
