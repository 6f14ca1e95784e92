package io.reactiveregistry.jinja;

/**
 * Looks for a text in another one in time that is linear whatever they are. {@code String.indexOf}
 * is not: a long text of one letter in a longer one of the same letter takes it minutes.
 */
final class TextSearch {

  /**
   * Shorter ones are found by {@code indexOf}, which looks at each character this often at most.
   */
  private static final int SHORT = 32;

  private final Rendering rendering;
  private final String part;
  private final int[] borders;

  /** Prepares to look for a text, as often as is wanted. */
  TextSearch(Rendering rendering, String part) {
    this.rendering = rendering;
    this.part = part;
    this.borders = part.length() > SHORT ? borders(rendering, part) : new int[0];
  }

  /** For each beginning of the text, how long the longest end of it is that begins it, too. */
  private static int[] borders(Rendering rendering, String part) {
    rendering.allocateText(2L * part.length());
    int[] borders = new int[part.length() + 1];
    borders[0] = -1;
    int border = -1;
    for (int index = 0; index < part.length(); index++) {
      while (border >= 0 && part.charAt(border) != part.charAt(index)) {
        border = borders[border];
      }
      borders[index + 1] = ++border;
    }
    return borders;
  }

  /** Where the text stands first from there on, or a negative number. */
  int in(String text, int from) {
    int found = borders.length == 0 ? text.indexOf(part, from) : linearly(text, from);
    int passed = (found < 0 ? text.length() : found) - from;
    rendering.work(1L + Math.max(0, passed));
    return found;
  }

  private int linearly(String text, int from) {
    int matched = 0;
    for (int index = from; index < text.length(); index++) {
      while (matched >= 0 && part.charAt(matched) != text.charAt(index)) {
        matched = borders[matched];
      }
      if (++matched == part.length()) {
        return index + 1 - matched;
      }
    }
    return -1;
  }
}
