package io.reactiveregistry.jinja;

import org.jspecify.annotations.Nullable;

/**
 * An expression that tells the rendering where it stands.
 *
 * @param line its line, counted from 1
 * @param excerpt how it is written
 */
record PlacedExpression(Expression expression, int line, String excerpt) implements Expression {

  @Override
  public @Nullable Object evaluate(Rendering rendering, Scope scope) {
    rendering.moveTo(line, excerpt);
    return expression.evaluate(rendering, scope);
  }
}
