package io.reactiveregistry.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code for}: writes its body for each element.
 *
 * @param target what an element is assigned to
 * @param sequence what is gone through
 * @param condition which elements are, or null for all
 * @param body what is written for each
 * @param otherwise what is written when there is none
 */
record Loop(
    Target target, Expression sequence, @Nullable Expression condition, Block body, Block otherwise)
    implements Block {

  private static final String STATE = "loop";

  @Override
  public void render(Rendering rendering, Scope scope, BoundedText output) {
    List<@Nullable Object> elements =
        Values.elements(rendering, sequence.evaluate(rendering, scope));
    if (condition != null) {
      elements = selected(rendering, scope, elements, condition);
    }
    if (elements.isEmpty()) {
      otherwise.render(rendering, scope.inner(), output);
      return;
    }
    LoopState state = new LoopState(rendering, elements);
    int line = rendering.line();
    String expression = rendering.expression();
    for (int index = 0; index < elements.size(); index++) {
      rendering.moveTo(line, expression);
      rendering.iterate();
      state.moveTo(index);
      Scope inner = scope.inner();
      inner.set(rendering, STATE, state);
      target.assign(rendering, inner, elements.get(index));
      body.render(rendering, inner, output);
    }
  }

  private List<@Nullable Object> selected(
      Rendering rendering, Scope scope, List<@Nullable Object> elements, Expression wanted) {
    List<@Nullable Object> selected = new ArrayList<>();
    for (Object element : elements) {
      rendering.iterate();
      Scope inner = scope.inner();
      target.assign(rendering, inner, element);
      if (Values.isTrue(rendering, wanted.evaluate(rendering, inner))) {
        rendering.allocateElement(selected.size() + 1L);
        selected.add(element);
      }
    }
    return selected;
  }
}
