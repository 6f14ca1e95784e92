package io.reactiveregistry.jinja;

import org.jspecify.annotations.Nullable;

/** What may follow a bar: makes one value of another. */
interface Filter {

  @Nullable Object apply(Rendering rendering, @Nullable Object value, Arguments arguments);

  /** A filter whose arguments have names. */
  interface Named {
    @Nullable Object apply(Rendering rendering, @Nullable Object value, Arguments.Bound arguments);
  }
}
