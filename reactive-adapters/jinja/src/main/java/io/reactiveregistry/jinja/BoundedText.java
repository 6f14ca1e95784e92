package io.reactiveregistry.jinja;

/** A text in the making that cannot outgrow the limits. */
final class BoundedText {

  private static final int USUAL_LENGTH = 64;
  private static final int MOST_EXPECTED = 8 * 1024;

  private final Rendering rendering;
  private final StringBuilder characters;

  BoundedText(Rendering rendering) {
    this(rendering, USUAL_LENGTH);
  }

  private BoundedText(Rendering rendering, int expectedLength) {
    this.rendering = rendering;
    this.characters = new StringBuilder(expectedLength);
  }

  /** One that may become longer or shorter, but need not be moved until it is longer. */
  static BoundedText ofAbout(int expectedLength, Rendering rendering) {
    return new BoundedText(rendering, Math.min(expectedLength, MOST_EXPECTED));
  }

  BoundedText append(CharSequence text) {
    return append(text, 0, text.length());
  }

  BoundedText append(CharSequence text, int from, int to) {
    rendering.requireTextLength((long) characters.length() + to - from);
    rendering.allocateCharacters(to - from);
    characters.append(text, from, to);
    return this;
  }

  BoundedText append(char character) {
    rendering.requireTextLength(characters.length() + 1L);
    rendering.allocateCharacters(1);
    characters.append(character);
    return this;
  }

  /** Refuses a count that no text can have, before anything is written. */
  BoundedText repeat(String text, long times) {
    if (text.isEmpty()) {
      return this;
    }
    if (times > 0) {
      rendering.requireTextLength(times); // so that the product below is no overflow
      rendering.requireTextLength(characters.length() + text.length() * times);
    }
    for (long written = 0; written < times; written++) {
      append(text);
    }
    return this;
  }

  boolean isEmpty() {
    return characters.isEmpty();
  }

  @Override
  public String toString() {
    return characters.toString();
  }
}
