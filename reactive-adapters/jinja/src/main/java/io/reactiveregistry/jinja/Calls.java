package io.reactiveregistry.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions that call something by name. */
final class Calls {

  /** An argument as it is written. */
  record Argument(@Nullable String name, Expression value) {}

  private Calls() {}

  private static Arguments evaluate(List<Argument> arguments, Rendering rendering, Scope scope) {
    if (arguments.isEmpty()) {
      return Arguments.NONE;
    }
    Arguments.Collector collector = new Arguments.Collector();
    for (Argument argument : arguments) {
      collector.add(argument.name(), argument.value().evaluate(rendering, scope));
    }
    return collector.arguments();
  }

  /** That the filter exists is found out when the template is compiled. */
  static Expression filter(Expression value, String name, List<Argument> arguments) {
    Filters.named(name);
    return (rendering, scope) ->
        Filters.apply(
            rendering,
            name,
            value.evaluate(rendering, scope),
            evaluate(arguments, rendering, scope));
  }

  /** That the test exists is found out when the template is compiled. */
  static Expression test(
      Expression value, String name, List<Argument> arguments, boolean isNegated) {
    Tests.Test test = Tests.named(name);
    return (rendering, scope) -> {
      rendering.work(1);
      return test.holds(
              rendering, value.evaluate(rendering, scope), evaluate(arguments, rendering, scope))
          != isNegated;
    };
  }

  static Expression call(Expression callee, List<Argument> arguments) {
    return (rendering, scope) -> {
      Object called = Values.required(callee.evaluate(rendering, scope));
      if (!(called instanceof Callable callable)) {
        throw RenderingProblem.of(
            "a %s cannot be called, only macros, functions and methods", Values.typeName(called));
      }
      rendering.work(8);
      return callable.call(rendering, evaluate(arguments, rendering, scope));
    };
  }
}
