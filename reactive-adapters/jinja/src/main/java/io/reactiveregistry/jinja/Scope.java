package io.reactiveregistry.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a block, over those of the block around it. */
final class Scope {

  private final @Nullable Scope outer;
  private final Map<String, @Nullable Object> variables;
  private final int depth;

  private Scope(@Nullable Scope outer, Map<String, @Nullable Object> variables) {
    this.outer = outer;
    this.variables = variables;
    this.depth = outer == null ? 1 : outer.depth + 1;
  }

  /** The outermost one, to which the given map belongs from now on. */
  static Scope owning(Map<String, @Nullable Object> variables) {
    return new Scope(null, variables);
  }

  Scope inner() {
    return new Scope(this, new HashMap<>());
  }

  /** How many blocks' variables it gives access to. */
  int depth() {
    return depth;
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
