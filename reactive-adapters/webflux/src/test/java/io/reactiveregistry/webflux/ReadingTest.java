package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class ReadingTest {

  private static final ParameterizedTypeReference<Map<String, Object>> OBJECT =
      new ParameterizedTypeReference<>() {};

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(directory.resolve("store"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aTemplateIsAnsweredWithAllItsFields() {
    server
        .get("/templates/support.triage")
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("support.triage")
        .jsonPath("$.version")
        .isEqualTo("1.4.0")
        .jsonPath("$.description")
        .isEqualTo("Sorts a ticket.")
        .jsonPath("$.template")
        .value(String.class, text -> assertThat(text).contains("{{ queues | join(', ') }}"))
        .jsonPath("$.inputs.queues.type")
        .isEqualTo("array<string>")
        .jsonPath("$.inputs.queues.default.length()")
        .isEqualTo(3)
        .jsonPath("$.inputs.subject.required")
        .isEqualTo(true)
        .jsonPath("$.inputs.subject.default")
        .doesNotExist()
        .jsonPath("$.metadata.model.temperature")
        .isEqualTo(0);
  }

  @Test
  void aTemplateIsAnsweredAsYamlThatParsesToTheSameTemplate() {
    byte[] yaml =
        server
            .get("/templates/engineering.code-review", MediaType.APPLICATION_YAML)
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType(MediaType.APPLICATION_YAML)
            .expectBody()
            .returnResult()
            .getResponseBody();
    assertThat(YamlTemplates.parse(yaml, "answer"))
        .isEqualTo(server.registry().load("engineering.code-review").block());
  }

  @Test
  void aListIsAJsonArrayUnlessTheClientAsksForLines() {
    server
        .get("/templates")
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody()
        .jsonPath("$.length()")
        .isEqualTo(Samples.all().size());
  }

  @Test
  void aListAsLinesHasOneTemplateOnEach() {
    byte[] body =
        server
            .get("/templates?prefix=agents.", MediaType.APPLICATION_NDJSON)
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentType(MediaType.APPLICATION_NDJSON)
            .expectBody()
            .returnResult()
            .getResponseBody();
    assertThat(new String(body, StandardCharsets.UTF_8).lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("{\"id\":\"agents."));
  }

  @Test
  void aListThatNothingMatchesIsAnEmptyArray() {
    server
        .get("/templates?prefix=nothing")
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource({
    "/templates?prefix=agents., agents.planner agents.router agents.tool-use",
    "/templates?prefix=agents.&limit=2, agents.planner agents.router",
    "/templates?prefix=agents.&after=agents.planner&limit=1, agents.router",
    "/templates?prefix=agents.&after=agents.q, agents.router agents.tool-use",
    "/templates?prefix=agents%2E&limit=1, agents.planner",
  })
  void aListIsInTheOrderOfIdsAndCanBeResumed(String path, String ids) {
    assertThat(idsOf(path)).isEqualTo(List.of(ids.split(" ")));
  }

  @Test
  void aListIsStreamedAndEndsWhenTheClientLeaves() {
    Flux<Map<String, Object>> lines =
        server
            .get("/templates", MediaType.APPLICATION_NDJSON)
            .returnResult(OBJECT)
            .getResponseBody();
    StepVerifier.create(lines, 1)
        .expectNextMatches(template -> "agents.planner".equals(template.get("id")))
        .thenRequest(1)
        .expectNextMatches(template -> "agents.router".equals(template.get("id")))
        .thenCancel()
        .verify();
    assertThat(idsOf("/templates?limit=1")).containsExactly("agents.planner");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/json",
        "application/*|application/json",
        "text/html, */*;q=0.1|application/json",
        "application/x-ndjson|application/x-ndjson",
        "application/json;q=0.5, application/x-ndjson|application/x-ndjson",
        "application/x-ndjson, application/json|application/json",
        "application/json;q=0, */*|application/x-ndjson",
      })
  void theFormThatTheClientLikesBestIsChosen(String accept, String chosen) {
    server
        .client()
        .get()
        .uri("/templates?limit=1")
        .header(HttpHeaders.ACCEPT, accept)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(chosen);
  }

  @Test
  void versionsAreListedAndAnsweredWithTheirOwnBodies() {
    for (String version : List.of("1.10.0", "1.9.0", "2.0.0")) {
      server
          .put(
              "/templates/versioned",
              "{\"version\": \"%s\", \"template\": \"text of %s\"}".formatted(version, version))
          .expectStatus()
          .is2xxSuccessful();
    }
    server
        .get("/templates/versioned/versions")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.versions")
        .isEqualTo(List.of("1.9.0", "1.10.0", "2.0.0"));
    server
        .get("/templates/versioned/versions/1.9.0")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.template")
        .isEqualTo("text of 1.9.0");
    server
        .get("/templates/versioned")
        .expectBody()
        .jsonPath("$.template")
        .isEqualTo("text of 2.0.0");
  }

  @Test
  void statsTellWhatTheStoreHoldsButNotWhereItIs() {
    byte[] body =
        server
            .get("/stats")
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.templates")
            .value(
                Integer.class,
                count -> assertThat(count).isGreaterThanOrEqualTo(Samples.all().size()))
            .jsonPath("$.lastModified")
            .isNotEmpty()
            .jsonPath("$.usedBytes")
            .isNotEmpty()
            .returnResult()
            .getResponseBody();
    assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain(directory.toString());
  }

  @Test
  void headIsAnsweredAsGetWithoutABody() {
    server
        .client()
        .head()
        .uri("/templates/support.reply")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody()
        .isEmpty();
  }

  private static List<Object> idsOf(String path) {
    return server
        .get(path, MediaType.APPLICATION_NDJSON)
        .returnResult(OBJECT)
        .getResponseBody()
        .map(template -> template.get("id"))
        .collectList()
        .block();
  }
}
