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
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.metrics.Operation;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's snippets compile and do what they say. */
public class MetricsGuideTest {

  private static final Path GUIDE = Path.of("../../docs/METRICS.md");

  @TempDir Path directory;

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final TestObservationRegistry observations = TestObservationRegistry.create();

  /** Runs a snippet and hands out what it has declared. */
  public interface Snippet {
    List<Object> run(MeterRegistry meters, ObservationRegistry observations) throws Exception;
  }

  @Test
  void theFirstSnippetMeasuresAndObserves() throws Exception {
    try (ReactiveRegistry registry = (ReactiveRegistry) run(snippets().get(0), "registry").get(0)) {
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
    try (LmdbRegistry registry = (LmdbRegistry) run(snippets().get(1), "tagged").get(0)) {
      registry.count().block(TIMEOUT);

      assertThat(meters.scrape())
          .contains("reactive_registry_queue_size_requests{queue=\"read\",store=\"prompts\"}");
    }
  }

  @Test
  void theThirdSnippetLeavesThreeBuckets() throws Exception {
    run(snippets().get(2), "");

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

    assertThat(Files.readString(GUIDE)).contains("| `operation` | " + operations + " |");
  }

  private List<String> snippets() throws Exception {
    return Pattern.compile("(?s)```java\n(.*?)```")
        .matcher(Files.readString(GUIDE))
        .results()
        .map(found -> found.group(1).replace("Path.of(\"", "Path.of(\"" + directory + "/"))
        .toList();
  }

  private List<Object> run(String snippet, String results) throws Exception {
    try (URLClassLoader classes =
        new URLClassLoader(
            new URL[] {compile(snippet, results).toUri().toURL()},
            MetricsGuideTest.class.getClassLoader())) {
      return ((Snippet) classes.loadClass("Declared").getConstructor().newInstance())
          .run(meters, observations);
    }
  }

  private Path compile(String snippet, String results) throws Exception {
    String source =
        """
        import io.micrometer.core.instrument.*;
        import io.micrometer.core.instrument.config.MeterFilter;
        import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
        import io.micrometer.observation.ObservationRegistry;
        import io.reactiveregistry.*;
        import io.reactiveregistry.lmdb.*;
        import io.reactiveregistry.micrometer.*;
        import io.reactiveregistry.vault.*;
        import java.nio.file.Path;

        public class Declared implements MetricsGuideTest.Snippet {
          public java.util.List<Object> run(
              MeterRegistry meters, ObservationRegistry observations) throws Exception {
        %s
            return java.util.List.of(%s);
          }
        }
        """
            .formatted(snippet, results);
    Path output = Files.createDirectories(directory.resolve("classes"));
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///Declared.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-d", output.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, List.of(file))
                .call())
        .isTrue();
    return output;
  }
}
