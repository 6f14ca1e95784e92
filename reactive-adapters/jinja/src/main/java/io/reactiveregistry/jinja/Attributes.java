package io.reactiveregistry.jinja;

import org.jspecify.annotations.Nullable;

/** Attributes that filters are given by name, such as {@code 'user.name'} or {@code 'tags.0'}. */
final class Attributes {

  private Attributes() {}

  /**
   * The attribute of a value.
   *
   * @param path its name, with a dot between steps; a number; or null for the value itself
   */
  static @Nullable Object of(Rendering rendering, @Nullable Object value, @Nullable Object path) {
    if (path == null) {
      return value;
    }
    if (!(path instanceof String text)) {
      return Values.subscript(rendering, value, path);
    }
    rendering.work(text.length());
    Object reached = value;
    int from = 0;
    while (from <= text.length()) {
      int dot = text.indexOf('.', from);
      int to = dot < 0 ? text.length() : dot;
      reached = Values.subscript(rendering, reached, key(text.substring(from, to)));
      from = to + 1;
    }
    return reached;
  }

  private static Object key(String name) {
    return !name.isEmpty() && name.length() < 10 && name.chars().allMatch(c -> c >= '0' && c <= '9')
        ? (Object) Long.valueOf(name)
        : name;
  }
}
