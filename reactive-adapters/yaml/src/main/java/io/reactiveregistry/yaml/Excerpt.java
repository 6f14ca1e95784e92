package io.reactiveregistry.yaml;

/** How much of a document stands in what is said about it. */
final class Excerpt {

  private static final int LONGEST = 200;

  private Excerpt() {}

  /** The beginning of the text; "..." follows where that is not all. */
  static String of(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "...";
  }
}
