package io.reactiveregistry.jinja;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that is printed with parentheses. */
final class Tuple extends AbstractList<@Nullable Object> {

  private final List<@Nullable Object> elements;

  private Tuple(List<@Nullable Object> elements) {
    this.elements = elements;
  }

  static Tuple of(@Nullable Object... elements) {
    return new Tuple(Arrays.asList(elements));
  }

  static Tuple copyOf(List<? extends @Nullable Object> elements) {
    return of(elements.toArray());
  }

  @Override
  public @Nullable Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
