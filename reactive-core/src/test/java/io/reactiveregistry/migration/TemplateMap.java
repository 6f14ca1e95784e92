package io.reactiveregistry.migration;

import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A registry in a map. The last of the versions of an id is the current one. */
class TemplateMap implements ReactiveRegistry {

  private final Map<String, Map<String, TemplateSpec>> templates =
      new ConcurrentSkipListMap<>(TemplateOrder.ids());
  private final boolean keepsVersions;
  private long revision;

  TemplateMap(boolean keepsVersions) {
    this.keepsVersions = keepsVersions;
  }

  private static TemplateSpec last(Map<String, TemplateSpec> versions) {
    return List.copyOf(versions.values()).get(versions.size() - 1);
  }

  private synchronized void put(TemplateSpec spec) {
    Map<String, TemplateSpec> versions = new LinkedHashMap<>();
    if (keepsVersions) {
      versions.putAll(templates.getOrDefault(spec.id(), Map.of()));
      versions.remove(spec.version());
    }
    versions.put(spec.version(), spec);
    templates.put(spec.id(), versions);
  }

  private synchronized Commit commit(int saved, int deleted) {
    return new Commit(++revision, saved, deleted, Instant.EPOCH);
  }

  @Override
  public Mono<TemplateSpec> load(String id) {
    return find(id).switchIfEmpty(Mono.error(() -> new TemplateNotFoundException(id)));
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return Mono.fromSupplier(() -> version(id, version))
        .switchIfEmpty(Mono.error(() -> new TemplateNotFoundException(id, version)));
  }

  private @Nullable TemplateSpec version(String id, String version) {
    return templates.getOrDefault(id, Map.of()).get(version);
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return Mono.fromSupplier(() -> templates.get(id)).map(TemplateMap::last);
  }

  @Override
  public Flux<TemplateSpec> loadAll(Publisher<String> ids) {
    return Flux.from(ids).concatMap(this::load);
  }

  @Override
  public Flux<String> listIds() {
    return listIds(IdRange.all());
  }

  @Override
  public Flux<String> listIds(IdRange range) {
    return Flux.defer(() -> Flux.fromIterable(templates.keySet())).filter(range::contains);
  }

  @Override
  public Flux<String> listVersions(String id) {
    return Flux.defer(
        () ->
            Flux.fromStream(
                templates.getOrDefault(id, Map.of()).keySet().stream()
                    .sorted(TemplateOrder.versions())));
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return find(id).hasElement();
  }

  @Override
  public Mono<Long> count() {
    return Mono.fromSupplier(() -> (long) templates.size());
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return count().map(count -> new RegistryMetadata(count, null, revision));
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return saveBatch(List.of(spec));
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return Mono.fromSupplier(
        () -> {
          specs.forEach(this::put);
          return commit(specs.size(), 0);
        });
  }

  @Override
  public Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize) {
    return Flux.from(specs).buffer(batchSize).concatMap(this::saveBatch);
  }

  @Override
  public Mono<Commit> delete(String id) {
    return deleteBatch(List.of(id));
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return Mono.fromSupplier(
        () -> {
          ids.stream()
              .filter(id -> !templates.containsKey(id))
              .findFirst()
              .ifPresent(
                  id -> {
                    throw new TemplateNotFoundException(id);
                  });
          ids.forEach(templates::remove);
          return commit(0, ids.size());
        });
  }

  @Override
  public Mono<Void> closeAsync() {
    return Mono.empty();
  }

  @Override
  public void close() {}

  /** The current versions, for assertions. */
  List<TemplateSpec> contents() {
    return Objects.requireNonNull(listIds().concatMap(this::load).collectList().block());
  }
}
