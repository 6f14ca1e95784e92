package io.reactiveregistry.jinja;

import org.jspecify.annotations.Nullable;

/** What a template may call: a macro, a function, a method of a text, list or map. */
interface Callable {

  @Nullable Object call(Rendering rendering, Arguments arguments);
}
