package io.reactiveregistry.vault;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import reactor.core.publisher.Mono;

/**
 * The key of a body that a version or a label leads to. The key of a current version is the id
 * alone, so that a hit needs no key of its own.
 */
sealed interface QualifiedKey {

  String id();

  /**
   * What is cached was asked for before, so only a miss pays for this.
   *
   * @throws InvalidTemplateException when no template can have such a key
   */
  void requireValid();

  Mono<TemplateSpec> loadFrom(ReactiveRegistry registry);

  TemplateNotFoundException absence();

  /** The body of one version. */
  record OfVersion(String id, String version) implements QualifiedKey {

    @Override
    public void requireValid() {
      TemplateSpec.requireValidVersion(id, version);
    }

    @Override
    public Mono<TemplateSpec> loadFrom(ReactiveRegistry registry) {
      return registry.load(id, version);
    }

    @Override
    public TemplateNotFoundException absence() {
      return new TemplateNotFoundException(id, version);
    }
  }

  /** The body of the version on which a label stands; made from a reference, which is valid. */
  record OfLabel(String id, String label) implements QualifiedKey {

    @Override
    public void requireValid() {}

    @Override
    public Mono<TemplateSpec> loadFrom(ReactiveRegistry registry) {
      return registry.load(TemplateRef.label(id, label));
    }

    @Override
    public TemplateNotFoundException absence() {
      return TemplateNotFoundException.ofLabel(id, label);
    }
  }
}
