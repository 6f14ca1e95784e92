package io.reactiveregistry;

import io.reactiveregistry.error.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a template, as in {@code metadata.tags[2]}. It is put into words only
 * when something is wrong with the value: with a long key above many values, the words would take
 * more memory than the template.
 *
 * @param container where the list or map stands that has the value; null for a value that has none
 * @param key the value's key, empty in a list
 * @param index its place in a list
 */
record ValuePath(@Nullable ValuePath container, String key, int index) {

  private static final int LONGEST = 200;

  static ValuePath of(String name) {
    return new ValuePath(null, name, 0);
  }

  /** Of the value of a key. */
  ValuePath at(String valueKey) {
    return new ValuePath(this, valueKey, -1);
  }

  /** Of an element. */
  ValuePath at(int elementIndex) {
    return new ValuePath(this, "", elementIndex);
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder();
    appendTo(words);
    return Excerpt.of(words.toString(), LONGEST);
  }

  private void appendTo(StringBuilder words) {
    if (container == null) {
      words.append(key);
      return;
    }
    container.appendTo(words);
    if (index >= 0) {
      words.append('[').append(index).append(']');
    } else {
      words.append('.').append(Excerpt.of(key));
    }
  }
}
