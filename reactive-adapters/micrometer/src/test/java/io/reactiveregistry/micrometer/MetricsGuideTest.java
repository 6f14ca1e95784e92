package io.reactiveregistry.micrometer;

import static io.reactiveregistry.micrometer.ExercisedStore.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.guide.Document;
import io.reactiveregistry.guide.Snippet;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.metrics.Operation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's snippets compile and do what they say. */
class MetricsGuideTest {

  private static final String GUIDE = "../../docs/METRICS.md";

  @TempDir Path directory;

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TestObservationRegistry observations = TestObservationRegistry.create();

  @Test
  void theFirstSnippetMeasuresAndObserves() throws Exception {
    try (ReactiveRegistry registry = (ReactiveRegistry) run(0, "registry").get(0)) {
      registry.save(TemplateSpec.builder("a").build()).block(TIMEOUT);
      registry.load("a").block(TIMEOUT);

      assertThat(meters.scrape())
          .contains("reactive_registry_operations_total{operation=\"save\"")
          .contains("reactive_registry_queue_size_requests")
          .contains("reactive_registry_vault_reads_total");
      TestObservationRegistryAssert.assertThat(observations).hasNumberOfObservationsEqualTo(2);
    }
  }

  @Test
  void theSecondSnippetTellsStoresApart() throws Exception {
    try (LmdbRegistry registry = (LmdbRegistry) run(1, "tagged").get(0)) {
      registry.count().block(TIMEOUT);

      assertThat(meters.scrape())
          .contains("reactive_registry_queue_size_requests{queue=\"read\",store=\"prompts\"}");
    }
  }

  @Test
  void theThirdSnippetLeavesThreeBuckets() throws Exception {
    List<Object> unused = run(2);

    new MicrometerMetrics(meters).succeeded(Operation.LOAD, 1_000);

    assertThat(meters.scrape().lines())
        .filteredOn(line -> line.startsWith("reactive_registry_duration_seconds_bucket"))
        .hasSize(4); // and all others
  }

  @Test
  void theTableOfTagsNamesEveryOperation() throws Exception {
    String operations =
        Arrays.stream(Operation.values())
            .map(operation -> "`" + OperationMeters.tag(operation) + "`")
            .collect(Collectors.joining(", "));

    assertThat(Document.read(GUIDE).text()).contains("| `operation` | " + operations + " |");
  }

  private List<Object> run(int snippet, String... declared) throws Exception {
    return Snippet.of(
            Document.read(GUIDE).code("java").get(snippet),
            "io.micrometer.core.instrument.*",
            "io.micrometer.core.instrument.config.MeterFilter",
            "io.micrometer.core.instrument.distribution.DistributionStatisticConfig",
            "io.reactiveregistry.*",
            "io.reactiveregistry.lmdb.*",
            "io.reactiveregistry.micrometer.*",
            "io.reactiveregistry.vault.*",
            "java.nio.file.Path")
        .given("meters", MeterRegistry.class, meters)
        .given("observations", ObservationRegistry.class, observations)
        .run(directory, declared);
  }
}
