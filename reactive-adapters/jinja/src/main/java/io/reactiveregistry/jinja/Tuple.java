package io.reactiveregistry.jinja;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that is printed with parentheses, and of which the elements may have names. */
final class Tuple extends AbstractList<@Nullable Object> {

  private final List<String> names;
  private final List<@Nullable Object> elements;

  private Tuple(List<String> names, List<@Nullable Object> elements) {
    this.names = names;
    this.elements = elements;
  }

  static Tuple of(@Nullable Object... elements) {
    return new Tuple(List.of(), Arrays.asList(elements));
  }

  /** One of which each element can be asked for by its name, too. */
  static Tuple named(List<String> names, @Nullable Object... elements) {
    return new Tuple(names, Arrays.asList(elements));
  }

  static Tuple copyOf(List<? extends @Nullable Object> elements) {
    return of(elements.toArray());
  }

  boolean has(String name) {
    return names.contains(name);
  }

  @Nullable Object get(String name) {
    return elements.get(names.indexOf(name));
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
