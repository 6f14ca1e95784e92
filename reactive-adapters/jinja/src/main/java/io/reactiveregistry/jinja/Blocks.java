package io.reactiveregistry.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks that are no loops. */
final class Blocks {

  /** A branch of an {@code if}. */
  record Branch(Expression test, Block body) {}

  /** A variable of a {@code with}. */
  record Assignment(Target target, Expression value) {}

  static final Block NOTHING = (rendering, scope, output) -> {};

  private Blocks() {}

  static Block text(String text) {
    return (rendering, scope, output) -> output.append(text);
  }

  static Block output(Expression expression) {
    return (rendering, scope, output) ->
        output.append(PythonText.of(rendering, expression.evaluate(rendering, scope)));
  }

  static Block branches(List<Branch> branches, Block otherwise) {
    return (rendering, scope, output) -> {
      for (Branch branch : branches) {
        if (Values.isTrue(rendering, branch.test().evaluate(rendering, scope))) {
          branch.body().render(rendering, scope, output);
          return;
        }
      }
      otherwise.render(rendering, scope, output);
    };
  }

  static Block set(Target target, Expression value) {
    return (rendering, scope, output) ->
        target.assign(rendering, scope, value.evaluate(rendering, scope));
  }

  /** Assigns what the body writes. */
  static Block setBody(Target target, Block body, Filtering filtering) {
    return (rendering, scope, output) ->
        target.assign(
            rendering,
            scope,
            filtering.apply(rendering, scope, Block.capture(body, rendering, scope.inner())));
  }

  /** The filters of a {@code set} or {@code filter} block. */
  interface Filtering {
    @Nullable Object apply(Rendering rendering, Scope scope, String text);
  }

  static Block with(List<Assignment> assignments, Block body) {
    return (rendering, scope, output) -> {
      Scope inner = scope.inner();
      for (Assignment assignment : assignments) {
        Object value = assignment.value().evaluate(rendering, scope);
        assignment.target().assign(rendering, inner, value);
      }
      body.render(rendering, inner, output);
    };
  }

  static Block filter(Filtering filtering, Block body) {
    return (rendering, scope, output) -> {
      String text = Block.capture(body, rendering, scope.inner());
      output.append(PythonText.of(rendering, filtering.apply(rendering, scope, text)));
    };
  }

  static Block macro(Macro macro) {
    return (rendering, scope, output) ->
        scope.set(rendering, macro.name(), macro.in(rendering, scope));
  }

  /** Calls a macro that may in turn call the body of the block. */
  static Block call(Expression callee, List<Calls.Argument> arguments, Macro caller) {
    return (rendering, scope, output) -> {
      Object called = Values.required(callee.evaluate(rendering, scope));
      if (!(called instanceof Callable callable)) {
        throw RenderingProblem.of("'call' needs a macro, not a %s", Values.typeName(called));
      }
      Arguments.Collector collector = new Arguments.Collector();
      arguments.forEach(
          argument -> collector.add(argument.name(), argument.value().evaluate(rendering, scope)));
      collector.add("caller", caller.in(rendering, scope));
      output.append(PythonText.of(rendering, callable.call(rendering, collector.arguments())));
    };
  }
}
