package io.reactiveregistry.vault;

import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.TemplateSpec;
import reactor.core.publisher.Mono;

/**
 * Asks for the state of the storage before each read, and serves what was read in that very state.
 *
 * <p>The number is read before the body, so a body is never older than its number. Equal numbers
 * mean that nobody has written between, so it is not outdated either.
 */
final class StrictReads implements Reads {

  private final ObservableRegistry registry;
  private final TemplateCache cache;
  private final UnderWay underWay = new UnderWay();

  StrictReads(ObservableRegistry registry, TemplateCache cache) {
    this.registry = registry;
    this.cache = cache;
  }

  @Override
  public Mono<TemplateSpec> load(Object key) {
    return read(key, /* emptyWhenAbsent= */ false);
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return read(id, /* emptyWhenAbsent= */ true);
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return registry.exists(id);
  }

  @Override
  public Mono<Void> end() {
    return underWay.end();
  }

  private Mono<TemplateSpec> read(Object key, boolean emptyWhenAbsent) {
    return underWay
        .track(Mono.defer(registry::stateNumber).flatMap(state -> entry(key, state)))
        .handle((entry, sink) -> CachedMono.emit(entry, emptyWhenAbsent, sink));
  }

  private Mono<Entry> entry(Object key, long state) {
    Entry entry = cache.hit(key, state);
    return entry != null ? Mono.just(entry) : new SharedReadMono(cache, key, state);
  }
}
