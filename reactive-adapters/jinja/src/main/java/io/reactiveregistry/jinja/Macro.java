package io.reactiveregistry.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code macro}: a block with parameters.
 *
 * @param name what it is called by
 * @param parameters what it takes
 * @param takesMore whether its body uses {@code varargs} or {@code kwargs}
 * @param body what it writes
 */
record Macro(String name, List<Parameter> parameters, boolean takesMore, Block body) {

  /** A parameter, with its default where it has one. */
  record Parameter(String name, @Nullable Expression defaultValue) {}

  /** The macro as a value; it sees the variables of the block that it is defined in. */
  Callable in(Rendering rendering, Scope definition) {
    rendering.allocateScopes(definition.depth()); // they live as long as the macro
    return in(definition);
  }

  private Callable in(Scope definition) {
    return (rendering, arguments) -> call(rendering, definition, arguments);
  }

  private String call(Rendering rendering, Scope definition, Arguments arguments) {
    rendering.enter();
    int line = rendering.line();
    String expression = rendering.expression();
    Scope scope = definition.inner();
    bind(rendering, scope, arguments);
    String text = Block.capture(body, rendering, scope);
    rendering.moveTo(line, expression);
    rendering.leave();
    return text;
  }

  private void bind(Rendering rendering, Scope scope, Arguments arguments) {
    List<@Nullable Object> positional = arguments.positional();
    Map<String, @Nullable Object> named = new LinkedHashMap<>(arguments.named());
    scope.set(
        rendering,
        "caller",
        named.containsKey("caller") ? named.remove("caller") : Undefined.variable("caller"));
    for (int index = 0; index < parameters.size(); index++) {
      Parameter parameter = parameters.get(index);
      Object value;
      if (index < positional.size()) {
        value = positional.get(index);
        if (named.containsKey(parameter.name())) {
          throw RenderingProblem.of("macro '%s' got '%s' twice", name, parameter.name());
        }
      } else if (named.containsKey(parameter.name())) {
        value = named.remove(parameter.name());
      } else {
        value =
            parameter.defaultValue() == null
                ? Undefined.variable(parameter.name())
                : parameter.defaultValue().evaluate(rendering, scope);
      }
      scope.set(rendering, parameter.name(), value);
    }
    bindRest(rendering, scope, positional, named);
  }

  private void bindRest(
      Rendering rendering,
      Scope scope,
      List<@Nullable Object> positional,
      Map<String, @Nullable Object> named) {
    int declared = parameters.size();
    if (takesMore) {
      scope.set(
          rendering,
          "varargs",
          Tuple.copyOf(
              positional.subList(Math.min(declared, positional.size()), positional.size())));
      scope.set(rendering, "kwargs", named);
    } else if (positional.size() > declared) {
      throw RenderingProblem.of(
          "macro '%s' takes at most %d arguments, given were %d",
          name, declared, positional.size());
    } else if (!named.isEmpty()) {
      throw RenderingProblem.of(
          "macro '%s' has no parameter '%s'", name, named.keySet().iterator().next());
    }
  }
}
