package io.reactiveregistry.jinja;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RenderingException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Renders in the thread that calls, and makes typed errors of all that can go wrong. */
final class TemplateEvaluation {

  private final TemplatePrograms programs;
  private final RenderingLimits limits;
  private final boolean failOnUnknownVariables;

  TemplateEvaluation(
      TemplatePrograms programs, RenderingLimits limits, boolean failOnUnknownVariables) {
    this.programs = programs;
    this.limits = limits;
    this.failOnUnknownVariables = failOnUnknownVariables;
  }

  /**
   * The text of a template.
   *
   * @param values what {@link InputValues} has made of the inputs, for this rendering alone
   * @param cancelled whether nobody waits for it any more
   */
  String render(
      TemplateSpec spec, Map<String, @Nullable Object> values, BooleanSupplier cancelled) {
    TemplateTree.load();
    Rendering rendering = new Rendering(limits, failOnUnknownVariables, cancelled);
    try {
      Block program = programs.of(spec.template(), rendering);
      BoundedText output = BoundedText.ofAbout(spec.template().length(), rendering);
      program.render(rendering, Scope.owning(values), output);
      return output.toString();
    } catch (RenderingProblem problem) {
      throw error(spec, rendering, problem);
    } catch (StackOverflowError e) {
      throw error(
          spec,
          rendering,
          RenderingProblem.of(
              "its expressions are nested too deeply for the stack; simplify them, or lower"
                  + " maxNesting"));
    }
  }

  private static RenderingException error(
      TemplateSpec spec, Rendering rendering, RenderingProblem problem) {
    RenderingProblem placed = problem.at(rendering.line(), rendering.expression());
    return new RenderingException(
        spec.id(), spec.version(), placed.line(), placed.expression(), placed.reason(), null);
  }
}
