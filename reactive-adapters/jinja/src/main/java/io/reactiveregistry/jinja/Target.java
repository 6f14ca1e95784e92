package io.reactiveregistry.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value is assigned to by {@code set}, {@code for} and {@code with}. */
interface Target {

  void assign(Rendering rendering, Scope scope, @Nullable Object value);

  static Target variable(String name) {
    return (rendering, scope, value) -> scope.set(rendering, name, value);
  }

  static Target attribute(String namespace, String name) {
    return (rendering, scope, value) -> {
      if (!(Values.required(scope.get(namespace)) instanceof Namespace owner)) {
        throw RenderingProblem.of(
            "'%s' is no namespace, and only its attributes can be set; make it with namespace()",
            namespace);
      }
      owner.set(rendering, name, value);
    };
  }

  /** Takes a list apart. */
  static Target each(List<Target> targets) {
    return (rendering, scope, value) -> {
      List<@Nullable Object> elements = Values.elements(rendering, Values.required(value));
      if (elements.size() != targets.size()) {
        throw RenderingProblem.of(
            "%d elements cannot be assigned to %d variables; name one for each",
            elements.size(), targets.size());
      }
      for (int index = 0; index < targets.size(); index++) {
        targets.get(index).assign(rendering, scope, elements.get(index));
      }
    };
  }
}
