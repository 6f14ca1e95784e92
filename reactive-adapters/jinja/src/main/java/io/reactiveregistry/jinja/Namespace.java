package io.reactiveregistry.jinja;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code namespace()} makes: variables that an inner block may set for the outer one. */
final class Namespace {

  private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

  @Nullable Object get(String name) {
    return attributes.containsKey(name) ? attributes.get(name) : Undefined.member(this, name);
  }

  void set(Rendering rendering, String name, @Nullable Object value) {
    attributes.put(name, value);
    rendering.allocateElement(attributes.size());
  }
}
