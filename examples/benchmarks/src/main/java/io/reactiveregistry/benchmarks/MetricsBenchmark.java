package io.reactiveregistry.benchmarks;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.micrometer.MicrometerMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Loads that are measured, and loads that are not, from one store: two stores with the same content
 * differ by more than the meters cost.
 */
final class MetricsBenchmark {

  private static final String MEASURED = "with Micrometer's meters and histograms";
  private static final String UNMEASURED = "without metrics";
  private static final int IN_FLIGHT = 64;
  private static final int FILL_BATCH = 1_000;
  private static final int DRAWN_IDS = 1 << 20;

  private final Setting setting;

  MetricsBenchmark(Setting setting) {
    this.setting = setting;
  }

  void run(Results results) throws Exception {
    Path store = filledStore();
    RandomIds ids = new RandomIds(setting.scale().loading().templates(), DRAWN_IDS);
    RegistryMetrics meters =
        new MicrometerMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    String description = "load, %d in flight, metrics".formatted(IN_FLIGHT);
    Measurements measured =
        setting
            .comparisonOfShortTurns()
            .run(
                description,
                List.of(
                    new OpenedLoads(MEASURED, store, meters, ids),
                    new OpenedLoads(UNMEASURED, store, RegistryMetrics.none(), ids)));
    results.add(measured.ratio(description, MEASURED, UNMEASURED, Bar.LOAD_WITH_METRICS));
    results.add(measured);
  }

  private Path filledStore() throws IOException {
    int templates = setting.scale().loading().templates();
    setting.progress().report("metrics: filling a store with %,d templates".formatted(templates));
    Path store = setting.directory().create("metrics");
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      Flux.range(0, templates)
          .map(number -> SampleTemplates.template(number, 0))
          .buffer(FILL_BATCH)
          .concatMap(registry::saveBatch)
          .blockLast();
    }
    return store;
  }

  /** Opens the store for its turn only, and reads all of it before the turn begins. */
  private final class OpenedLoads implements Contender {

    private final String name;
    private final Path store;
    private final RegistryMetrics metrics;
    private final RandomIds ids;
    private @Nullable LmdbRegistry registry;

    OpenedLoads(String name, Path store, RegistryMetrics metrics, RandomIds ids) {
      this.name = name;
      this.store = store;
      this.metrics = metrics;
      this.ids = ids;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int operations() {
      return setting.scale().loading().concurrent();
    }

    @Override
    public void prepare() {
      LmdbRegistry opened =
          LmdbRegistry.builder(store).readerThreads(setting.readers()).metrics(metrics).open();
      registry = opened;
      opened.loadAll(opened.listIds()).blockLast();
    }

    @Override
    public void run(int round) {
      if (registry == null) {
        throw new IllegalStateException(name + " was not prepared");
      }
      new ReactiveLoads(name, registry::load, ids, operations(), IN_FLIGHT).run(round);
    }

    @Override
    public void cleanUp() {
      if (registry != null) {
        registry.close();
        registry = null;
      }
    }
  }
}
