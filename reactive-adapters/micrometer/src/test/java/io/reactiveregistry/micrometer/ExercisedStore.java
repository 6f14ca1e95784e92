package io.reactiveregistry.micrometer;

import static io.reactiveregistry.contract.Waiting.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.metrics.RegistryGauges;
import io.reactiveregistry.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A measured store with a Vault over it, of which everything has been asked that has a meter. */
final class ExercisedStore implements AutoCloseable {

  static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Would be found in a tag if ids were put there. */
  static final String ID = "the/id/of/a/template";

  private final LmdbRegistry registry;
  private final Vault vault;

  ExercisedStore(Path directory, MeterRegistry meters) {
    MicrometerMetrics metrics = new MicrometerMetrics(meters, Tags.empty(), 1);
    registry = LmdbRegistry.builder(directory).metrics(metrics).open();
    vault = Vault.over(registry).maximumSize(1).build();
    RegistryGauges gauges = registry.gauges();
    new RegistryGaugeMeters(gauges).bindTo(meters);
    new VaultMeters(vault).bindTo(meters);
    exercise();
    await().atMost(TIMEOUT).until(() -> gauges.storage() != null);
  }

  private void exercise() {
    TemplateSpec spec = TemplateSpec.builder(ID).template("Hello").build();
    List<TemplateSpec> others =
        List.of(TemplateSpec.builder("b").build(), TemplateSpec.builder("c").build());
    get(vault.save(spec));
    get(vault.saveBatch(others));
    await().atMost(TIMEOUT).until(() -> get(vault.load(ID)) != null && vault.stats().hits() > 0);
    get(vault.loadAll(Flux.just(ID, "b", "c")).collectList());
    get(registry.load(ID));
    get(registry.load("absent").onErrorComplete().hasElement());
    get(vault.listIds().collectList());
    get(vault.delete("b"));
  }

  LmdbRegistry registry() {
    return registry;
  }

  Vault vault() {
    return vault;
  }

  static <T> T get(Mono<T> call) {
    T result = call.block(TIMEOUT);
    if (result == null) {
      throw new AssertionError("The publisher was empty");
    }
    return result;
  }

  @Override
  public void close() {
    vault.close();
  }
}
