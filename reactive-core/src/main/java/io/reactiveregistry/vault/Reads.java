package io.reactiveregistry.vault;

import io.reactiveregistry.TemplateSpec;
import reactor.core.publisher.Mono;

/** The reads of a Vault. A key is an id or a {@link QualifiedKey}. */
interface Reads {

  Mono<TemplateSpec> load(Object key);

  Mono<TemplateSpec> find(String id);

  Mono<Boolean> exists(String id);

  /** Completes when no read that began before needs the registry for another call. */
  Mono<Void> end();
}
