package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The numbers that the page draws. */
class DashboardTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;
  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.start(directory.resolve("store"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode dashboard() {
    return JSON.readTree(
        server
            .get("/dashboard")
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody());
  }

  /** Requests are counted when they have ended, which is after their clients have the answers. */
  private JsonNode dashboardWith(String path, long least) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(this::dashboard, now -> now.at(path).asLong() >= least);
  }

  @Test
  void whatWasDoneIsCountedAndTimed() {
    for (int i = 0; i < 3; i++) {
      server
          .put("/templates/mine", "{\"version\": \"%d\", \"template\": \"x\"}".formatted(i))
          .expectStatus()
          .is2xxSuccessful();
    }
    server.get("/templates/absent").expectStatus().isNotFound();

    JsonNode now = dashboardWith("/operations/http/count", 4);

    // The samples were saved when the server started.
    assertThat(now.at("/operations/save/count").asLong()).isEqualTo(4);
    assertThat(now.at("/operations/save/errors").asLong()).isZero();
    assertThat(now.at("/operations/http/errors").asLong()).isEqualTo(1);
    for (String operation : new String[] {"save", "http"}) {
      JsonNode figures = now.at("/operations/" + operation);
      assertThat(figures.at("/p50Millis").asDouble()).as(operation).isPositive();
      assertThat(figures.at("/p95Millis").asDouble())
          .as(operation)
          .isGreaterThanOrEqualTo(figures.at("/p50Millis").asDouble());
      assertThat(figures.at("/p99Millis").asDouble())
          .as(operation)
          .isGreaterThanOrEqualTo(figures.at("/p95Millis").asDouble());
    }
  }

  @Test
  void whatWasNotDoneHasNoPercentiles() {
    JsonNode deleted = dashboard().at("/operations/delete");
    assertThat(deleted.at("/count").asLong()).isZero();
    assertThat(deleted.at("/p50Millis").isNull()).isTrue();
    assertThat(deleted.at("/p99Millis").isNull()).isTrue();
  }

  @Test
  void theCacheTellsHowOftenItHadWhatWasAskedFor() {
    JsonNode before = vaultThatKeepsWhatIsRead();
    for (int i = 0; i < 5; i++) {
      server.get("/templates/support.reply").expectStatus().isOk();
    }
    JsonNode vault = dashboard().at("/vault");
    assertThat(vault.at("/hits").asLong() - before.at("/hits").asLong()).isEqualTo(5);
    assertThat(before.at("/misses").asLong()).isPositive();
    assertThat(vault.at("/misses").asLong()).isEqualTo(before.at("/misses").asLong());
    assertThat(vault.at("/size").asLong()).isPositive();
    assertThat(vault.at("/evictions").asLong()).isZero();
  }

  /** It keeps nothing until it follows the changes. */
  private JsonNode vaultThatKeepsWhatIsRead() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              server.get("/templates/support.reply").expectStatus().isOk();
              return dashboard().at("/vault");
            },
            vault -> vault.at("/hits").asLong() > 0);
  }

  @Test
  void theStoreTellsItsSizesAndQueues() {
    JsonNode store = dashboardWith("/store/templates", 1).at("/store");
    assertThat(store.at("/templates").asLong()).isEqualTo(SamplePrompts.read().size());
    assertThat(store.at("/versions").asLong()).isGreaterThanOrEqualTo(SamplePrompts.read().size());
    assertThat(store.at("/revision").asLong()).isPositive();
    assertThat(store.at("/fileBytes").asLong()).isPositive();
    assertThat(store.at("/mapUse").asDouble()).isBetween(0.0, 0.1).isPositive();
    assertThat(store.at("/readQueue").isIntegralNumber()).isTrue();
    assertThat(store.at("/writeQueue").isIntegralNumber()).isTrue();
  }

  @Test
  void lookingAtItIsNoWorkThatItShows() {
    long before = System.currentTimeMillis();
    for (int i = 0; i < 5; i++) {
      dashboard();
    }
    JsonNode now = dashboard();
    assertThat(now.at("/operations/http/count").asLong()).isZero();
    assertThat(now.at("/time").asLong()).isGreaterThanOrEqualTo(before);
    assertThat(now.at("/uptimeMillis").asLong()).isPositive();
  }

  @Test
  void theFeedIsNotCountedWhereverTheRegistryIs() {
    server.close();
    server =
        RunningServer.start(
            directory.resolve("store"), "--reactive-registry.web.base-path=/prompts");
    server.get("/prompts/changes?after=999999").expectStatus().isEqualTo(HttpStatus.GONE);
    MeterRegistry meters = server.bean(MeterRegistry.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                meters.find("http.server.requests").tag("uri", "/prompts/changes").timer() != null);
    assertThat(dashboard().at("/operations/http/count").asLong()).isZero();
  }

  @Test
  void nobodyKeepsIt() {
    server.get("/dashboard").expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Test
  void theActuatorTellsHealthFiguresAndMeters() {
    server.get("/actuator/health").expectBody().jsonPath("$.status").isEqualTo("UP");
    server
        .get("/actuator/registry")
        .expectBody()
        .jsonPath("$.templates")
        .isEqualTo(SamplePrompts.read().size());
    server.get("/actuator/metrics/reactive.registry.operations").expectStatus().isOk();
    server.get("/actuator/env").expectStatus().isNotFound();
  }
}
