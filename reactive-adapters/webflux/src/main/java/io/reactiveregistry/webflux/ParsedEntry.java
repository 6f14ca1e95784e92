package io.reactiveregistry.webflux;

import io.reactiveregistry.TemplateSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an import: a template, or why it is none.
 *
 * @param line where it begins
 * @param size how many bytes it took
 */
record ParsedEntry(long line, int size, @Nullable TemplateSpec spec, @Nullable Refusal reason) {

  Optional<TemplateSpec> template() {
    return Optional.ofNullable(spec);
  }

  Optional<Refusal> refusal() {
    return Optional.ofNullable(reason);
  }
}
