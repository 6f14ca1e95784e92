package io.reactiveregistry.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a block, over those of the block around it. */
final class Scope {

  private final @Nullable Scope outer;
  private final Map<String, @Nullable Object> variables;

  private Scope(@Nullable Scope outer, Map<String, @Nullable Object> variables) {
    this.outer = outer;
    this.variables = variables;
  }

  /** The outermost one, to which the given map belongs from now on. */
  static Scope owning(Map<String, @Nullable Object> variables) {
    return new Scope(null, variables);
  }

  Scope inner() {
    return new Scope(this, new HashMap<>());
  }

  void set(Rendering rendering, String name, @Nullable Object value) {
    if (!variables.containsKey(name)) {
      rendering.allocateElement(variables.size());
    }
    variables.put(name, value);
  }

  /** The value of a variable, {@link Undefined} when no block around has it. */
  @Nullable Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Object value = scope.variables.get(name);
      if (value != null || scope.variables.containsKey(name)) {
        return value;
      }
    }
    Callable function = Functions.named(name);
    return function == null ? Undefined.variable(name) : function;
  }
}
