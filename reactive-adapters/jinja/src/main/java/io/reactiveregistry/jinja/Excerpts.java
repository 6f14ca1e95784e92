package io.reactiveregistry.jinja;

/** Beginnings of texts, short enough for a message and without line breaks. */
final class Excerpts {

  private static final int LENGTH = 100;

  private Excerpts() {}

  static String of(String text) {
    String stripped = text.strip().replaceAll("\\s+", " ");
    return stripped.length() <= LENGTH ? stripped : stripped.substring(0, LENGTH) + "...";
  }
}
