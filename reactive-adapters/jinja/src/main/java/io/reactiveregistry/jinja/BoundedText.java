package io.reactiveregistry.jinja;

/** A text in the making that cannot outgrow the limits. */
final class BoundedText {

  private final Rendering rendering;
  private final StringBuilder characters = new StringBuilder();

  BoundedText(Rendering rendering) {
    this.rendering = rendering;
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
    if (times > 0 && !text.isEmpty()) {
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
