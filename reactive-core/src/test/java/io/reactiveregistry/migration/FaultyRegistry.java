package io.reactiveregistry.migration;

import io.reactiveregistry.AuditableRegistry;
import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A registry with the faults that a test asks for, and a record of what was written to it. */
final class FaultyRegistry implements AuditableRegistry {

  /** Ids, and older versions as {@code id:version}, whose records are damaged. */
  final Set<String> damaged = new HashSet<>();

  final List<Finding> findings = new ArrayList<>();
  final List<Collection<TemplateSpec>> savedBatches = new CopyOnWriteArrayList<>();
  final List<Collection<String>> deletedBatches = new CopyOnWriteArrayList<>();
  final AtomicInteger overloadedCalls = new AtomicInteger();
  boolean forgetsOlderVersions;
  boolean neverAnswersWrites;
  int longestText = Integer.MAX_VALUE;
  int batchesUntilFailure = Integer.MAX_VALUE;
  @Nullable RuntimeException failure;
  int idsUntilOverload = Integer.MAX_VALUE;
  @Nullable Flux<String> listing;

  private final ReactiveRegistry registry = new InMemoryRegistry();

  /** Fills the registry past all faults and records. */
  FaultyRegistry with(TemplateSpec... specs) {
    registry.saveBatch(List.of(specs)).block();
    return this;
  }

  /** The current versions. */
  List<TemplateSpec> contents() {
    return Objects.requireNonNull(registry.loadAll(registry.listIds()).collectList().block());
  }

  int writes() {
    return savedBatches.size() + deletedBatches.size();
  }

  private <T> Mono<T> unlessOverloaded(Mono<T> call) {
    return Mono.defer(
        () ->
            overloadedCalls.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? Mono.error(overload())
                : call);
  }

  private static OverloadedException overload() {
    return new OverloadedException("test", 1, "testQueueCapacity");
  }

  private <T> Mono<T> unlessDamaged(String item, Mono<T> call) {
    return damaged.contains(item)
        ? Mono.error(new CorruptTemplateException(item, "torn", null))
        : call;
  }

  @Override
  public Flux<Finding> audit() {
    return Flux.fromIterable(findings);
  }

  @Override
  public Flux<String> listIds() {
    return listIds(IdRange.all());
  }

  @Override
  public Flux<String> listIds(IdRange range) {
    if (listing != null) {
      return listing;
    }
    int limit = idsUntilOverload;
    idsUntilOverload = Integer.MAX_VALUE;
    return limit == Integer.MAX_VALUE
        ? registry.listIds(range)
        : registry.listIds(range).take(limit).concatWith(Mono.error(overload()));
  }

  @Override
  public Mono<TemplateSpec> load(String id) {
    return unlessOverloaded(unlessDamaged(id, registry.load(id)));
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    Mono<TemplateSpec> call =
        forgetsOlderVersions
            ? registry
                .load(id)
                .filter(current -> current.version().equals(version))
                .switchIfEmpty(Mono.error(() -> new TemplateNotFoundException(id, version)))
            : registry.load(id, version);
    return unlessDamaged(id + ":" + version, call);
  }

  @Override
  public Flux<String> listVersions(String id) {
    return forgetsOlderVersions
        ? registry.find(id).map(TemplateSpec::version).flux()
        : registry.listVersions(id);
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return unlessOverloaded(Mono.defer(() -> saveUnlessRefused(List.copyOf(specs))));
  }

  private Mono<Commit> saveUnlessRefused(List<TemplateSpec> specs) {
    for (int i = 0; i < specs.size(); i++) {
      if (specs.get(i).template().length() > longestText) {
        return Mono.error(
            new InvalidTemplateException("specs[%d].template".formatted(i), "it is too long"));
      }
    }
    if (failure != null && savedBatches.size() >= batchesUntilFailure) {
      return Mono.error(failure);
    }
    savedBatches.add(specs);
    if (neverAnswersWrites) {
      return Mono.never();
    }
    return registry.saveBatch(specs);
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return Mono.defer(
        () -> {
          deletedBatches.add(List.copyOf(ids));
          return registry.deleteBatch(ids);
        });
  }

  @Override
  public Mono<Long> count() {
    return registry.count();
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return registry.find(id);
  }

  @Override
  public Flux<TemplateSpec> loadAll(Publisher<String> ids) {
    return registry.loadAll(ids);
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return registry.exists(id);
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return registry.metadata();
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return registry.save(spec);
  }

  @Override
  public Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize) {
    return registry.saveAll(specs, batchSize);
  }

  @Override
  public Mono<Commit> delete(String id) {
    return registry.delete(id);
  }

  @Override
  public Mono<Commit> delete(String id, WriteCondition condition) {
    return registry.delete(id, condition);
  }

  @Override
  public Mono<TemplateSpec> load(TemplateRef ref) {
    return registry.load(ref);
  }

  @Override
  public Mono<Map<String, String>> labels(String id) {
    return registry.labels(id);
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec, WriteCondition condition) {
    return registry.save(spec, condition);
  }

  @Override
  public Mono<Commit> deleteVersion(String id, String version, boolean force) {
    return registry.deleteVersion(id, version, force);
  }

  @Override
  public Mono<Commit> rollback(String id, String version) {
    return registry.rollback(id, version);
  }

  @Override
  public Mono<Commit> moveLabels(Collection<LabelMove> moves) {
    return registry.moveLabels(moves);
  }

  @Override
  public Flux<TemplateChange> changes() {
    return registry.changes();
  }

  @Override
  public Flux<TemplateChange> changes(long afterRevision) {
    return registry.changes(afterRevision);
  }

  @Override
  public Mono<Void> closeAsync() {
    return registry.closeAsync();
  }

  @Override
  public void close() {
    registry.close();
  }
}
