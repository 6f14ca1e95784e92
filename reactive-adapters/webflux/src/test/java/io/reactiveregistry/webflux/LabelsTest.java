package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class LabelsTest {

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

  @BeforeEach
  void saveTwoVersions() {
    if (Boolean.TRUE.equals(server.registry().exists("a").block())) {
      server.delete("/templates/a").expectStatus().isNoContent();
    }
    server.put("/templates/a", "{\"version\": \"1\", \"template\": \"one\"}");
    server.put("/templates/a", "{\"version\": \"2\", \"template\": \"two\"}");
  }

  private static void put(String label, String version) {
    server
        .put("/templates/a/labels/" + label, "{\"version\": \"%s\"}".formatted(version))
        .expectStatus()
        .isOk();
  }

  private static void expectText(String path, String text) {
    server.get(path).expectStatus().isOk().expectBody().jsonPath("$.template").isEqualTo(text);
  }

  @Test
  void aLabelLeadsToTheVersionOnWhichItStands() {
    put("live", "1");
    expectText("/templates/a@live", "one");
    expectText("/templates/a", "two");

    put("live", "2");
    expectText("/templates/a@live", "two");
  }

  @Test
  void aMoveIsAnsweredWithItsPlaceAndRevision() {
    server
        .put("/templates/a/labels/live", "{\"version\": \"1\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("a")
        .jsonPath("$.label")
        .isEqualTo("live")
        .jsonPath("$.version")
        .isEqualTo("1")
        .jsonPath("$.revision")
        .isNumber();
  }

  @Test
  void theLabelsOfATemplateAreListed() {
    put("live", "1");
    put("canary", "2");

    server
        .get("/templates/a/labels")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("a")
        .jsonPath("$.labels")
        .isEqualTo(Map.of("live", "1", "canary", "2"));
  }

  @Test
  void aLabelThatWasRemovedLeadsNowhere() {
    put("live", "1");

    server.delete("/templates/a/labels/live").expectStatus().isNoContent().expectBody().isEmpty();

    server
        .get("/templates/a@live")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("Template 'a' has no label 'live'; its resource /labels lists those that exist");
    server.delete("/templates/a/labels/live").expectStatus().isNotFound();
  }

  @Test
  void aTemplateWithSuchAnIdGoesBeforeALabel() {
    put("live", "1");
    server.put("/templates/a@live", "{\"template\": \"of its own\"}").expectStatus().isCreated();

    expectText("/templates/a@live", "of its own");

    server.delete("/templates/a@live").expectStatus().isNoContent();
    expectText("/templates/a@live", "one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/templates/a@", "/templates/@a", "/templates/a@b:c", "/templates/b@c"})
  void whatIsNeitherATemplateNorALabelIsNotFound(String path) {
    server.get(path).expectStatus().isNotFound();
  }

  @Test
  void aTemplateWithoutLabelsHasAnEmptyListAndNoTemplateHasNone() {
    server.get("/templates/a/labels").expectBody().jsonPath("$.labels").isEqualTo(Map.of());
    server.get("/templates/absent/labels").expectStatus().isNotFound();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\": \"9\"}|404",
        "{}|422",
        "{\"version\": 1}|422",
        "{\"version\": \"1\", \"force\": true}|422",
        "[]|422",
        "\"1\"|422",
        "{|400",
      })
  void aPlaceThatIsNoneIsRefused(String body, int status) {
    server
        .put("/templates/a/labels/live", body)
        .expectStatus()
        .isEqualTo(HttpStatus.valueOf(status));
    assertThat(server.registry().labels("a").block()).isEmpty();
  }

  @Test
  void aLabelThatCannotBeIsABadRequest() {
    server.put("/templates/a/labels/x%40y", "{\"version\": \"1\"}").expectStatus().isBadRequest();
  }

  private static WebTestClient.ResponseSpec move(String header, String value, String version) {
    return server
        .client()
        .put()
        .uri("/templates/a/labels/live")
        .header(header, value)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"version\": \"%s\"}".formatted(version))
        .exchange();
  }

  private static String place() {
    return server.registry().labels("a").block().getOrDefault("live", "nowhere");
  }

  @Test
  void aLabelHasAnEntityTagOfItsOwn() {
    put("live", "1");

    server
        .get("/templates/a/labels/live")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"1\"")
        .expectBody()
        .jsonPath("$")
        .isEqualTo(Map.of("id", "a", "label", "live", "version", "1"));
    server
        .client()
        .get()
        .uri("/templates/a/labels/live")
        .header(HttpHeaders.IF_NONE_MATCH, "\"1\"")
        .exchange()
        .expectStatus()
        .isNotModified();
    server.get("/templates/a/labels/canary").expectStatus().isNotFound();
  }

  @Test
  void aLabelThatStandsElsewhereIsNotMovedUnderACondition() {
    put("live", "1");

    move(HttpHeaders.IF_MATCH, "\"2\"", "2")
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED)
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("on version '1'"));
    move(HttpHeaders.IF_NONE_MATCH, "*", "2")
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED);
    server
        .client()
        .delete()
        .uri("/templates/a/labels/live")
        .header(HttpHeaders.IF_MATCH, "\"2\"")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED);
    assertThat(place()).isEqualTo("1");
  }

  @Test
  void aLabelThatStandsWhereTheConditionSaysIsMoved() {
    move(HttpHeaders.IF_NONE_MATCH, "*", "1").expectStatus().isOk();
    assertThat(place()).isEqualTo("1");
    move(HttpHeaders.IF_MATCH, "\"1\"", "2")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ETAG, "\"2\"");
    assertThat(place()).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-Match|*",
        "If-Match|W/\"1\"",
        "If-Match|\"1\", \"2\"",
        "If-Match|\"a:b\"",
        "If-Match|\"%ff\"",
        "If-None-Match|\"1\"",
      })
  void aConditionOnALabelThatCannotBeHeededIsABadRequest(String header, String value) {
    move(header, value, "1").expectStatus().isBadRequest();
    assertThat(place()).isEqualTo("nowhere");
  }
}
