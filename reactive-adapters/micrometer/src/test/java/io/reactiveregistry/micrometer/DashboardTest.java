package io.reactiveregistry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard asks for what a scrape of an exercised registry has, and for all that matters. */
class DashboardTest {

  private static final Path DASHBOARD = Path.of("../../docs/grafana/reactive-registry.json");

  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final Pattern SELECTOR = Pattern.compile("(reactive_registry_\\w+)\\{([^}]*)}");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

  /** What Prometheus adds to each target. */
  private static final Set<String> TARGET_LABELS = Set.of("instance", "job");

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
  void everyMetricAndLabelAskedForIsThere() {
    assertThat(queries()).hasSizeGreaterThan(40);
    for (String query : queries()) {
      List<MatchResult> selectors = SELECTOR.matcher(query).results().toList();
      assertThat(selectors).as(query).isNotEmpty();
      assertThat(query.replaceAll(SELECTOR.pattern(), ""))
          .as("metrics without a selection of instances")
          .doesNotContain("reactive_registry");
      Set<String> labels = new HashSet<>(TARGET_LABELS);
      for (MatchResult selector : selectors) {
        assertThat(scraped).as(query).containsKey(selector.group(1));
        Map<String, Set<String>> values = scraped.get(selector.group(1));
        labels.addAll(values.keySet());
        requireMatch(query, selector.group(2), values);
      }
      requireGroupings(query, labels);
    }
  }

  private static void requireMatch(String query, String matchers, Map<String, Set<String>> values) {
    for (MatchResult matcher : MATCHER.matcher(matchers).results().toList()) {
      String label = matcher.group(1);
      if (TARGET_LABELS.contains(label)) {
        continue;
      }
      assertThat(values).as(query).containsKey(label);
      String pattern =
          matcher.group(2).equals("=") ? Pattern.quote(matcher.group(3)) : matcher.group(3);
      assertThat(values.get(label)).as(query).anyMatch(value -> value.matches(pattern));
    }
  }

  private static void requireGroupings(String query, Set<String> labels) {
    GROUPING
        .matcher(query)
        .results()
        .flatMap(grouping -> Stream.of(grouping.group(1).split(",\\s*")))
        .forEach(label -> assertThat(labels).as(query).contains(label));
  }

  @Test
  void theNamesInLegendsAreLabelsOfTheirQueries() {
    Pattern placeholder = Pattern.compile("\\{\\{(\\w+)}}");
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.path("targets")) {
        placeholder
            .matcher(target.path("legendFormat").asText())
            .results()
            .forEach(
                name ->
                    assertThat(GROUPING.matcher(target.path("expr").asText()).results())
                        .anyMatch(grouping -> grouping.group(1).contains(name.group(1))));
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
