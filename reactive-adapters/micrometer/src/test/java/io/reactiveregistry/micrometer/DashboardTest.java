package io.reactiveregistry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard asks for what a scrape of an exercised registry has, and for all that matters. */
class DashboardTest {

  private static final Path DASHBOARD = Path.of("../../docs/grafana/reactive-registry.json");

  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  @TempDir Path directory;

  private final Map<String, Map<String, Set<String>>> scraped = new TreeMap<>();
  private JsonNode dashboard;

  @BeforeEach
  void scrapeAnExercisedRegistry() throws IOException {
    dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (ExercisedStore store = new ExercisedStore(directory, prometheus)) {
      SAMPLE
          .matcher(prometheus.scrape())
          .results()
          .forEach(sample -> addSample(sample.group(1), sample.group(2)));
      assertThat(store.vault().stats().misses()).isPositive();
    }
  }

  private void addSample(String name, String labels) {
    Map<String, Set<String>> values = scraped.computeIfAbsent(name, unknown -> new TreeMap<>());
    if (labels != null) {
      LABEL
          .matcher(labels)
          .results()
          .forEach(
              label ->
                  values
                      .computeIfAbsent(label.group(1), unknown -> new TreeSet<>())
                      .add(label.group(2)));
    }
  }

  @Test
  void theScrapeHasBeenUnderstood() {
    assertThat(scraped)
        .containsKeys("reactive_registry_duration_seconds_bucket", "reactive_registry_templates");
    assertThat(scraped.get("reactive_registry_duration_seconds_bucket").keySet())
        .contains("le", "operation", "outcome");
  }

  @Test
  void everyQueryIsOneAndAsksForMetricsAndLabelsThatAreThere() {
    assertThat(queries()).hasSizeGreaterThan(40);
    for (String query : queries()) {
      assertThatCode(() -> PromQuery.labelsOf(query, scraped)).doesNotThrowAnyException();
    }
  }

  @Test
  void theNamesInLegendsAreLabelsOfTheirQueries() {
    Pattern placeholder = Pattern.compile("\\{\\{(\\w+)}}");
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        String query = target.path("expr").asText();
        placeholder
            .matcher(target.path("legendFormat").asText())
            .results()
            .forEach(
                name ->
                    assertThat(PromQuery.labelsOf(query, scraped))
                        .as(query)
                        .contains(name.group(1)));
      }
    }
  }

  @Test
  void everyMeterIsOnSomePanel() {
    String asked = String.join("\n", queries());

    for (RegistryMeters meter : RegistryMeters.values()) {
      assertThat(asked).as(meter.name()).contains(meter.getName().replace('.', '_'));
    }
  }

  @Test
  void everyPanelSaysWhatItShowsAndHasAPlaceOfItsOwn() {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> places = new HashSet<>();
    for (JsonNode panel : panels()) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      assertThat(panel.path("title").asText()).isNotBlank();
      JsonNode place = panel.path("gridPos");
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, 24);
      assertThat(places.add(List.of(place.path("x").asInt(), place.path("y").asInt()))).isTrue();
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.path("description").asText()).isNotBlank();
        assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText()).isNotBlank();
        assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
      }
    }
  }

  @Test
  void theVariablesItUsesAreDeclared() {
    List<String> declared = new ArrayList<>();
    dashboard
        .path("templating")
        .path("list")
        .forEach(variable -> declared.add(variable.path("name").asText()));

    assertThat(declared).containsExactly("datasource", "instance");
    assertThat(dashboard.path("templating").path("list").get(1).path("definition").asText())
        .contains("reactive_registry_operations_total");
    assertThat(
            String.join("\n", queries()).replace("$__rate_interval", "").replace("$instance", ""))
        .doesNotContain("$");
  }

  private List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    dashboard.path("panels").forEach(panels::add);
    return panels;
  }

  private List<String> queries() {
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      panel.path("targets").forEach(target -> queries.add(target.path("expr").asText()));
    }
    return queries;
  }
}
