package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

class VersionsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final WebTestClient client =
      WebTestClient.bindToRouterFunction(TemplateRoutes.over(registry).build()).build();

  @BeforeEach
  void saveTwoVersions() {
    registry
        .save(
            TemplateSpec.builder("a")
                .version("1.0.0")
                .template("one\ntwo\nthree")
                .input("gone", InputSpec.required(InputType.STRING))
                .metadata("owner", "x")
                .metadata("kept", 1L)
                .build())
        .block();
    registry
        .save(
            TemplateSpec.builder("a")
                .version("2.0.0")
                .description("new")
                .template("one\n2\nthree\nfour")
                .metadata("owner", null)
                .metadata("kept", 1L)
                .build())
        .block();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private WebTestClient.ResponseSpec send(HttpMethod method, String path) {
    return client.method(method).uri(path).exchange();
  }

  private WebTestClient.ResponseSpec rollback(String body) {
    return client
        .post()
        .uri("/templates/a/rollback")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  @Test
  void theDifferenceOfTwoVersionsIsToldByFieldsAndLines() {
    byte[] body =
        send(HttpMethod.GET, "/templates/a/diff?from=1.0.0&to=2.0.0")
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    assertThat(JSON.readTree(body))
        .isEqualTo(
            JSON.readTree(
                """
            {
              "id": "a", "from": "1.0.0", "to": "2.0.0", "equal": false,
              "description": {"name": "description", "kind": "added", "to": "new"},
              "template": [
                {"fromLine": 2, "removed": ["two"], "toLine": 2, "added": ["2"]},
                {"fromLine": 4, "removed": [], "toLine": 4, "added": ["four"]}
              ],
              "inputs": [
                {"name": "gone", "kind": "removed", "from": {"type": "string", "required": true}}
              ],
              "metadata": [{"name": "owner", "kind": "changed", "from": "x", "to": null}]
            }
            """));
  }

  @Test
  void aVersionDoesNotDifferFromItself() {
    send(HttpMethod.GET, "/templates/a/diff?from=1.0.0&to=1.0.0")
        .expectBody()
        .jsonPath("$.equal")
        .isEqualTo(true)
        .jsonPath("$.template")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/templates/a/diff?from=1.0.0, 400",
    "/templates/a/diff?to=1.0.0, 400",
    "/templates/a/diff?from=1.0.0&to=%ff, 400",
    "/templates/a/diff?from=1.0.0&to=a%3Ab, 400",
    "/templates/a/diff?from=1.0.0&to=9, 404",
    "/templates/absent/diff?from=1.0.0&to=2.0.0, 404",
  })
  void whatCannotBeComparedIsTheCallersMistake(String path, int status) {
    client
        .get()
        .uri(URI.create(path))
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.valueOf(status));
  }

  @Test
  void aDeletedVersionIsGoneAndTheNewestOfTheOthersIsCurrent() {
    send(HttpMethod.DELETE, "/templates/a/versions/2.0.0").expectStatus().isNoContent();

    assertThat(registry.load("a").map(TemplateSpec::version).block()).isEqualTo("1.0.0");
    assertThat(registry.listVersions("a").collectList().block()).isEqualTo(List.of("1.0.0"));
    send(HttpMethod.DELETE, "/templates/a/versions/2.0.0").expectStatus().isNotFound();
  }

  @Test
  void aVersionOnWhichALabelStandsIsDeletedByForceOnly() {
    registry.setLabel("a", "live", "1.0.0").block();

    send(HttpMethod.DELETE, "/templates/a/versions/1.0.0")
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectBody()
        .jsonPath("$.labels")
        .isEqualTo(List.of("live"));
    send(HttpMethod.DELETE, "/templates/a/versions/1.0.0?force=maybe")
        .expectStatus()
        .isBadRequest();
    send(HttpMethod.DELETE, "/templates/a/versions/1.0.0?force=true").expectStatus().isNoContent();
    assertThat(registry.labels("a").block()).isEmpty();
  }

  @Test
  void anOlderVersionBecomesCurrentAgain() {
    rollback("{\"version\": \"1.0.0\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$")
        .isEqualTo(Map.of("id", "a", "version", "1.0.0", "revision", 3));
    assertThat(registry.load("a").map(TemplateSpec::version).block()).isEqualTo("1.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\": \"9\"}|404",
        "{\"version\": 1}|422",
        "{\"version\": null}|422",
        "{\"version\": \"1:0\"}|422",
        "{\"version\": \"1.0.0\", \"force\": true}|422",
        "{|400",
      })
  void aVersionThatCannotBecomeCurrentIsRefused(String body, int status) {
    rollback(body).expectStatus().isEqualTo(HttpStatus.valueOf(status));
    assertThat(registry.load("a").map(TemplateSpec::version).block()).isEqualTo("2.0.0");
  }
}
