package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateSpec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.SynchronousSink;

/** A template or the reason why it could not be loaded, as a value that keeps its place in line. */
record Outcome(@Nullable TemplateSpec template, @Nullable Throwable failure) {

  static Outcome of(TemplateSpec template) {
    return new Outcome(template, null);
  }

  static Outcome failed(Throwable failure) {
    return new Outcome(null, failure);
  }

  void emit(SynchronousSink<TemplateSpec> sink) {
    if (template != null) {
      sink.next(template);
    } else if (failure != null) {
      sink.error(failure);
    }
  }
}
