package io.reactiveregistry.migration;

import io.reactiveregistry.AuditableRegistry;
import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.OverloadedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A registry with the faults that a test asks for, and a record of what was written to it. */
final class FaultyRegistry extends TemplateMap implements AuditableRegistry {

  final Set<String> damaged = new HashSet<>();
  final List<Finding> findings = new ArrayList<>();
  final List<Collection<TemplateSpec>> savedBatches = new CopyOnWriteArrayList<>();
  final List<Collection<String>> deletedBatches = new CopyOnWriteArrayList<>();
  final AtomicInteger overloadedCalls = new AtomicInteger();
  int longestText = Integer.MAX_VALUE;
  int batchesUntilFailure = Integer.MAX_VALUE;
  @Nullable RuntimeException failure;
  int idsUntilOverload = Integer.MAX_VALUE;
  @Nullable Flux<String> listing;

  FaultyRegistry() {
    this(true);
  }

  FaultyRegistry(boolean keepsVersions) {
    super(keepsVersions);
  }

  FaultyRegistry with(TemplateSpec... specs) {
    super.saveBatch(List.of(specs)).block();
    return this;
  }

  int writes() {
    return savedBatches.size() + deletedBatches.size();
  }

  private <T> Mono<T> unlessOverloaded(Mono<T> call) {
    return Mono.defer(
        () ->
            overloadedCalls.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? Mono.error(new OverloadedException("test", 1, "testQueueCapacity"))
                : call);
  }

  private <T> Mono<T> unlessDamaged(String item, Mono<T> call) {
    return Mono.defer(
        () ->
            damaged.contains(item)
                ? Mono.error(new CorruptTemplateException(item, "torn", null))
                : call);
  }

  @Override
  public Flux<Finding> audit() {
    return Flux.fromIterable(findings);
  }

  @Override
  public Flux<String> listIds(IdRange range) {
    if (listing != null) {
      return listing;
    }
    int limit = idsUntilOverload;
    idsUntilOverload = Integer.MAX_VALUE;
    Flux<String> ids = super.listIds(range);
    return limit == Integer.MAX_VALUE
        ? ids
        : ids.take(limit)
            .concatWith(Mono.error(new OverloadedException("test", 1, "testQueueCapacity")));
  }

  @Override
  public Mono<TemplateSpec> load(String id) {
    return unlessOverloaded(unlessDamaged(id, super.load(id)));
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return unlessDamaged(id + ":" + version, super.load(id, version));
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return unlessOverloaded(
        Mono.defer(
            () -> {
              for (TemplateSpec spec : specs) {
                if (spec.template().length() > longestText) {
                  return Mono.error(new InvalidTemplateException(spec.id(), "it is too long"));
                }
              }
              if (failure != null && savedBatches.size() >= batchesUntilFailure) {
                return Mono.error(failure);
              }
              savedBatches.add(List.copyOf(specs));
              return super.saveBatch(specs);
            }));
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return Mono.defer(
        () -> {
          deletedBatches.add(List.copyOf(ids));
          return super.deleteBatch(ids);
        });
  }
}
