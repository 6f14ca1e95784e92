package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What the server offers beside templates, and what it does not. */
class ResourcesTest {

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

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/prompts/support/reply.yaml", "/favicon.ico", "/settings/"})
  void whatNobodyKnowsIsNotFoundAndToldAsAProblem(String path) {
    server
        .get(path)
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("There is no such resource"))
        .jsonPath("$.instance")
        .isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "//nothing", "//another.example/templates"})
  void aPathThatReadsAsAHostIsNotFoundAsWell(String path) {
    server
        .get(path)
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.instance")
        .doesNotExist();
  }

  @Test
  void theSettingsSayWhatThePageMayOffer() {
    server
        .get("/settings")
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody(String.class)
        .isEqualTo(
            "{\"basePath\":\"\",\"writable\":true,\"labels\":true,\"labelsWritable\":true,\"changes\":true,\"tokenRequired\":false}");
    server.put("/settings", "{}").expectStatus().isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
  }

  @Test
  void whoWasSlowerThanAnotherOneIsToldSo() {
    String path = "/templates/support.triage";
    String seen = server.get(path).returnResult(Void.class).getResponseHeaders().getETag();
    server.put(path, "{\"template\": \"faster\"}").expectStatus().isOk();
    server
        .client()
        .put()
        .uri(path)
        .header(HttpHeaders.IF_MATCH, seen)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"template\": \"slower\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.PRECONDITION_FAILED)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void idsAreFoundByWhatTheyContain() {
    server
        .get("/templates?contains=REPLY&view=ids")
        .expectBody(String.class)
        .isEqualTo("[\"support.reply\"]");
  }
}
