package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.StorageInfo;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.vault.VaultStats;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import reactor.core.publisher.Mono;

/**
 * The figures of the registry, as {@code /actuator/registry}. It reveals no bodies, no ids and no
 * path of the server.
 */
@Endpoint(id = "registry")
final class RegistryEndpoint {

  private final ReactiveRegistry registry;
  private final @Nullable LmdbRegistry store;
  private final @Nullable Vault vault;

  RegistryEndpoint(ReactiveRegistry registry, @Nullable LmdbRegistry store, @Nullable Vault vault) {
    this.registry = registry;
    this.store = store;
    this.vault = vault;
  }

  @ReadOperation
  Mono<Figures> figures() {
    Figures.Cache cache = vault == null ? null : Figures.Cache.of(vault.stats());
    Mono<Figures> withoutStorage =
        registry.metadata().map(metadata -> Figures.of(metadata, null, cache));
    return store == null
        ? withoutStorage
        : Mono.zip(registry.metadata(), store.storage())
            .map(both -> Figures.of(both.getT1(), Figures.Storage.of(both.getT2()), cache));
  }

  /**
   * What the endpoint tells; sizes in bytes.
   *
   * @param storage absent where the registry has no store
   * @param vault absent where there is no cache
   */
  record Figures(
      long templates,
      long revision,
      @Nullable Instant lastModified,
      @Nullable Storage storage,
      @Nullable Cache vault) {

    static Figures of(RegistryMetadata metadata, @Nullable Storage storage, @Nullable Cache vault) {
      return new Figures(
          metadata.count(), metadata.revision(), metadata.lastModified(), storage, vault);
    }

    /** Of the store. */
    record Storage(
        long versions,
        long fileSize,
        long usedBytes,
        long mapSize,
        long maxMapSize,
        int readers,
        int maxReaders) {

      static Storage of(StorageInfo storage) {
        return new Storage(
            storage.versions(),
            storage.fileSize(),
            storage.usedBytes(),
            storage.mapSize(),
            storage.maxMapSize(),
            storage.readers(),
            storage.maxReaders());
      }
    }

    /** Of the cache, since it was built. */
    record Cache(long hits, long misses, long loads, long evictions, long size) {

      static Cache of(VaultStats stats) {
        return new Cache(
            stats.hits(), stats.misses(), stats.loads(), stats.evictions(), stats.size());
      }
    }
  }
}
