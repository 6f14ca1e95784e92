package io.reactiveregistry.benchmarks;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** Writes through the registry, as batches or as many saves at once. */
final class RegistryWriter implements Writer {

  private final LmdbRegistry registry;
  private final BiFunction<LmdbRegistry, List<TemplateSpec>, Flux<Commit>> write;

  private RegistryWriter(
      Path directory,
      Consumer<LmdbRegistryBuilder> options,
      BiFunction<LmdbRegistry, List<TemplateSpec>, Flux<Commit>> write) {
    LmdbRegistryBuilder builder = LmdbRegistry.builder(directory).durability(Durability.FULL);
    options.accept(builder);
    this.registry = builder.open();
    this.write = write;
  }

  /** Writes each list as one batch. */
  static Opener inBatches() {
    return inBatches(options -> {});
  }

  /** Writes each list as one batch, with options of its own. */
  static Opener inBatches(Consumer<LmdbRegistryBuilder> options) {
    return directory ->
        new RegistryWriter(
            directory, options, (registry, templates) -> registry.saveBatch(templates).flux());
  }

  /** Saves each template for itself, with so many saves under way at once. */
  static Opener concurrently(int inFlight) {
    return concurrently(inFlight, options -> {});
  }

  /** Saves each template for itself, with options of its own. */
  static Opener concurrently(int inFlight, Consumer<LmdbRegistryBuilder> options) {
    return directory ->
        new RegistryWriter(
            directory,
            options,
            (registry, templates) ->
                Flux.fromIterable(templates).flatMap(registry::save, inFlight));
  }

  @Override
  public void write(List<TemplateSpec> templates) {
    Integer saved =
        write.apply(registry, templates).map(Commit::saved).reduce(0, Integer::sum).block();
    Completeness.require(templates.size(), saved == null ? null : saved.longValue());
  }

  @Override
  public void close() {
    registry.close();
  }
}
