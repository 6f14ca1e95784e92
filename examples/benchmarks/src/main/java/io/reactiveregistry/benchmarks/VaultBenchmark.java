package io.reactiveregistry.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import java.io.IOException;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Loads of what the Vault holds, beside what anybody would have to pay for a cache. */
final class VaultBenchmark implements AutoCloseable {

  private static final String VAULT = "vault";
  private static final String CAFFEINE = "Mono.just(getIfPresent) of Caffeine";
  private static final String LOAD = "load of the Vault, hit";
  private static final int DRAWN_IDS = 1 << 16;

  private final Setting setting;
  private final RandomIds ids;
  private final Vault vault;
  private final Cache<String, TemplateSpec> cache;

  /** Fills a Vault and a cache with the same templates. */
  VaultBenchmark(Setting setting) throws IOException {
    this.setting = setting;
    int templates = setting.scale().caching().templates();
    ids = new RandomIds(templates, DRAWN_IDS);
    LmdbRegistry registry = LmdbRegistry.builder(setting.directory().create("vault")).open();
    vault = Vault.over(registry).maximumSize(2L * templates).build();
    cache = Caffeine.newBuilder().maximumSize(2L * templates).build();
    List<TemplateSpec> specs = SampleTemplates.shuffled(0, templates, 0);
    vault.saveBatch(specs).block();
    Completeness.require(
        templates,
        Flux.fromIterable(specs)
            .map(TemplateSpec::id)
            .concatMap(vault::load)
            .doOnNext(spec -> cache.put(spec.id(), spec))
            .count()
            .block());
  }

  void run(Results results) throws Exception {
    int loads = setting.scale().caching().loads();
    Measurements measured =
        setting
            .comparison()
            .run(
                LOAD,
                List.of(
                    new CachedLoads(VAULT, vault::load, ids, loads),
                    new CachedLoads(CAFFEINE, this::bare, ids, loads)));
    results.add(measured.ratio(LOAD, VAULT, CAFFEINE, Bar.VAULT_HIT_OVER_CAFFEINE));
    results.add(measured);
  }

  private Mono<TemplateSpec> bare(String id) {
    return Mono.justOrEmpty(cache.getIfPresent(id));
  }

  @Override
  public void close() {
    vault.close();
  }
}
