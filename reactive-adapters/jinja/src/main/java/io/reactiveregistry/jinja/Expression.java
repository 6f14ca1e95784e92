package io.reactiveregistry.jinja;

import org.jspecify.annotations.Nullable;

/** A part of a template that has a value. */
interface Expression {

  @Nullable Object evaluate(Rendering rendering, Scope scope);
}
