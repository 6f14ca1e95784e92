package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.StorageInfo;
import io.reactiveregistry.metrics.RegistryGauges;
import io.reactiveregistry.metrics.StorageFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

/**
 * Whether the registry answers. It is asked for its metadata, which is a read as any other, so that
 * a store that has failed, is overloaded or closed is down.
 *
 * <p>A store that is full is up: its reads go on, and whoever is taken out of service can serve
 * none. The detail {@code mapUse} tells which part of the greatest map is in use, and {@code
 * lastError} the last error of the storage, also when all is well again.
 */
final class RegistryHealthIndicator extends AbstractReactiveHealthIndicator {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ReactiveRegistry registry;
  private final @Nullable LmdbRegistry store;

  RegistryHealthIndicator(ReactiveRegistry registry, @Nullable LmdbRegistry store) {
    super("The registry does not answer");
    this.registry = registry;
    this.store = store;
  }

  @Override
  protected Mono<Health> doHealthCheck(Health.Builder builder) {
    Mono<Health> health =
        registry
            .metadata()
            .map(
                metadata -> {
                  describe(builder.up(), metadata);
                  return builder;
                })
            .flatMap(described -> store == null ? Mono.just(described) : describe(described, store))
            .map(Health.Builder::build);
    return health.timeout(PATIENCE);
  }

  private static void describe(Health.Builder builder, RegistryMetadata metadata) {
    builder.withDetail("templates", metadata.count()).withDetail("revision", metadata.revision());
  }

  private static Mono<Health.Builder> describe(Health.Builder builder, LmdbRegistry store) {
    return store.storage().map(storage -> describe(describe(builder, storage), store.gauges()));
  }

  private static Health.Builder describe(Health.Builder builder, RegistryGauges gauges) {
    StorageFailure failure = gauges.lastFailure();
    if (failure != null) {
      builder.withDetail(
          "lastError", "%s at %s: %s".formatted(failure.error(), failure.at(), failure.message()));
    }
    return builder
        .withDetail("waitingReads", gauges.waitingReads())
        .withDetail("waitingWrites", gauges.waitingWrites());
  }

  private static Health.Builder describe(Health.Builder builder, StorageInfo storage) {
    return builder
        .withDetail("mapUse", (double) storage.usedBytes() / storage.maxMapSize())
        .withDetail("readers", storage.readers())
        .withDetail("maxReaders", storage.maxReaders())
        .withDetail("usedBytes", storage.usedBytes())
        .withDetail("mapSize", storage.mapSize())
        .withDetail("maxMapSize", storage.maxMapSize());
  }
}
