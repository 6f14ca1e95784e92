package io.reactiveregistry;

/** How much of a text that somebody gave stands in an error: the beginning, on one line. */
final class Excerpt {

  private static final int CODE_POINTS = 40;

  private Excerpt() {}

  /** The beginning of the text; "..." follows where that is not all. */
  static String of(String text) {
    return of(text, CODE_POINTS);
  }

  static String of(String text, int codePoints) {
    if (text.length() <= codePoints) {
      return printable(text); // units are no fewer than code points
    }
    int most = Math.min(codePoints, text.codePointCount(0, text.length()));
    int end = text.offsetByCodePoints(0, most);
    return printable(text.substring(0, end)) + (end < text.length() ? "..." : "");
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point) || (point >= 0xD800 && point <= 0xDFFF)) {
                shown.append("\\u%04x".formatted(point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}
