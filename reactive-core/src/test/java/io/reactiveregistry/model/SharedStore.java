package io.reactiveregistry.model;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.util.function.Supplier;

/** A store that is never closed for all, so that no other program can change it. */
record SharedStore(Supplier<ReactiveRegistry> handles) implements Store {

  @Override
  public ReactiveRegistry open() {
    return handles.get();
  }

  @Override
  public void saveByAnother(TemplateSpec spec) {
    throw new UnsupportedOperationException("it is in use");
  }

  @Override
  public void deleteByAnother(TemplateSpec spec) {
    throw new UnsupportedOperationException("it is in use");
  }
}
