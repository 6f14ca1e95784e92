package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A server that lets only those in who know its token. */
class AccessTest {

  private static final String TOKEN = "correct horse/battery=staple";

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            directory.resolve("store"),
            "--prompt-server.token=" + TOKEN,
            "--prompt-server.page=classpath:/sample-page/");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static WebTestClient.ResponseSpec get(String path, String authorization) {
    return server
        .client()
        .get()
        .uri(server.uri(path))
        .header(HttpHeaders.AUTHORIZATION, authorization)
        .exchange();
  }

  private static void expectRefused(WebTestClient.ResponseSpec response) {
    response
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .expectBody(String.class)
        .value(
            body ->
                assertThat(body)
                    .contains("Authorization: Bearer <token>")
                    .doesNotContain("correct horse"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/app.js", "/page/parts/style.css", "/settings"})
  void theFilesOfThePageAreOpenSinceItAsksForTheToken(String path) {
    server.get(path).expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/templates",
        "/templates/support.reply",
        "/export",
        "/changes",
        "/stats",
        "/dashboard",
        "/actuator",
        "/actuator/health",
        "/actuator/registry",
        "/actuator/metrics",
        "/nothing/here",
        "//",
        "/page",
        "/page/",
        "/page/nothing.js",
        "/page/templates",
        "/page/app.js/templates",
        "/page/../templates",
        "/settings/",
        "/settings;a=b",
        "/%70age/../templates",
      })
  void everythingElseNeedsTheToken(String path) {
    expectRefused(server.get(path));
    // HEAD, since the feed of changes has no end.
    server
        .client()
        .head()
        .uri(server.uri(path))
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)
        .exchange()
        .expectStatus()
        .value(status -> assertThat(status).isNotEqualTo(401));
  }

  @Test
  void soDoesWhatWrites() {
    expectRefused(server.put("/templates/mine", "{\"template\": \"mine\"}"));
    expectRefused(server.delete("/templates/support.reply"));
    expectRefused(server.post("/preview", "{}"));
    get("/templates/mine", "Bearer " + TOKEN).expectStatus().isNotFound();
    get("/templates/support.reply", "Bearer " + TOKEN).expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer correct horse/battery=stapl",
        "Bearer correct horse/battery=staple2",
        "Bearer Correct horse/battery=staple",
        "Basic correct horse/battery=staple",
        "correct horse/battery=staple",
      })
  void anotherTokenIsNone(String authorization) {
    expectRefused(get("/templates", authorization));
  }

  @Test
  void theNameOfTheSchemeIsTakenInAnyCase() {
    get("/templates?limit=1", "bearer " + TOKEN).expectStatus().isOk();
  }

  @Test
  void theSettingsSayThatATokenIsNeededButNotWhichOne() {
    server
        .get("/settings")
        .expectBody(String.class)
        .isEqualTo(
            "{\"basePath\":\"\",\"writable\":true,\"labels\":true,\"labelsWritable\":true,\"changes\":true,\"tokenRequired\":true}");
  }

  @Test
  void whoPrintsThePropertiesDoesNotPrintTheToken() {
    assertThat(
            new PromptServerProperties(
                    TOKEN, Set.of(), "classpath:/page/", true, 1, Duration.ofSeconds(1))
                .toString())
        .doesNotContain(TOKEN);
  }
}
