package io.reactiveregistry.vault;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import reactor.core.publisher.Mono;

/** Serves what is cached at once: every write that replaces it drops it. */
final class CoherentReads implements Reads {

  private final ReactiveRegistry registry;
  private final TemplateCache cache;

  CoherentReads(ReactiveRegistry registry, TemplateCache cache) {
    this.registry = registry;
    this.cache = cache;
  }

  @Override
  public Mono<TemplateSpec> load(Object key) {
    return new CachedMono(cache, key, /* emptyWhenAbsent= */ false);
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return new CachedMono(cache, id, /* emptyWhenAbsent= */ true);
  }

  /**
   * A miss asks the registry and keeps nothing: it need not decode the body to know. The answer is
   * passed by, though, when a body has been read meanwhile: others may be told that one yet.
   */
  @Override
  public Mono<Boolean> exists(String id) {
    return Mono.defer(
        () -> {
          Entry entry = cache.hit(id, TemplateCache.ANY_STATE);
          return entry != null
              ? Mono.just(!entry.isAbsent())
              : registry.exists(id).flatMap(exists -> settled(id, exists));
        });
  }

  private Mono<Boolean> settled(String id, boolean exists) {
    return cache.knows(id)
        ? new SharedReadMono(cache, id, TemplateCache.ANY_STATE)
            .map(entry -> !entry.isAbsent())
            .onErrorResume(error -> cache.tell(id, exists))
        : Mono.just(exists);
  }

  @Override
  public Mono<Void> end() {
    return Mono.empty();
  }
}
