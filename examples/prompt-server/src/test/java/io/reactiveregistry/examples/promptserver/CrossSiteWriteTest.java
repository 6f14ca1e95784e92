package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a browser sends from pages of this server, and of others. */
class CrossSiteWriteTest {

  private static final String FETCH_SITE = "Sec-Fetch-Site";

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

  private static WebTestClient.ResponseSpec send(
      HttpMethod method, String path, String header, String value) {
    return server
        .client()
        .method(method)
        .uri(path)
        .header(header, value)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"template\": \"mine\"}")
        .exchange();
  }

  private static void expectRefused(WebTestClient.ResponseSpec response) {
    response
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("A page of another site"));
  }

  private static String origin() {
    return "http://localhost:" + server.uri("/").getPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "anything"})
  void aPageOfAnotherSiteCannotWrite(String site) {
    expectRefused(send(HttpMethod.PUT, "/templates/foreign", FETCH_SITE, site));
    expectRefused(send(HttpMethod.POST, "/import", FETCH_SITE, site));
    expectRefused(send(HttpMethod.POST, "/preview", FETCH_SITE, site));
    expectRefused(send(HttpMethod.DELETE, "/templates/support.reply", FETCH_SITE, site));
    server.get("/templates/foreign").expectStatus().isNotFound();
    server.get("/templates/support.reply").expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "null",
        "http://localhost",
        "http://localhost:1",
        "http://localhost:65536",
        "http://localhost.evil.example",
        "not an origin",
      })
  void anOriginThatIsNotThisHostCannotWrite(String origin) {
    expectRefused(send(HttpMethod.PUT, "/templates/foreign", HttpHeaders.ORIGIN, origin));
    server.get("/templates/foreign").expectStatus().isNotFound();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void aPageOfThisServerCanWrite(String site) {
    send(HttpMethod.PUT, "/templates/own", FETCH_SITE, site).expectStatus().is2xxSuccessful();
  }

  /**
   * The server is called by another name then, by a proxy that has been called by the right one.
   */
  @Test
  void aPageOfThisServerCanWriteAlsoBehindAProxyThatHidesItsName() {
    server
        .client()
        .put()
        .uri("/templates/own")
        .header(FETCH_SITE, "same-origin")
        .header(HttpHeaders.ORIGIN, "https://prompts.example")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"template\": \"mine\"}")
        .exchange()
        .expectStatus()
        .is2xxSuccessful();
  }

  @Test
  void theOriginOfThisServerCanWriteAlsoBehindSomethingThatDoesTls() {
    send(HttpMethod.PUT, "/templates/own", HttpHeaders.ORIGIN, origin())
        .expectStatus()
        .is2xxSuccessful();
    send(HttpMethod.PUT, "/templates/own", HttpHeaders.ORIGIN, origin().replace("http:", "https:"))
        .expectStatus()
        .is2xxSuccessful();
  }

  @Test
  void aProgramThatIsNoBrowserCanWrite() {
    server.put("/templates/own", "{\"template\": \"mine\"}").expectStatus().is2xxSuccessful();
  }

  /** A browser asks so before it lets a page of another site write. */
  @Test
  void aPageOfAnotherSiteThatAsksWhetherItMayWriteGetsNoLeave() {
    server
        .client()
        .options()
        .uri("/templates/support.reply")
        .header(FETCH_SITE, "cross-site")
        .header(HttpHeaders.ORIGIN, "http://evil.example")
        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "DELETE")
        .exchange()
        .expectHeader()
        .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)
        .expectHeader()
        .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS);
  }

  @Test
  void aProgramMayAskForTheMethodsOfAnything() {
    server
        .client()
        .options()
        .uri("/templates/support.reply")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ALLOW, "GET,HEAD,PUT,DELETE,OPTIONS");
    for (String path : List.of("/", "/settings", "/dashboard", "/page/unknown")) {
      server
          .client()
          .options()
          .uri(path)
          .exchange()
          .expectStatus()
          .isOk()
          .expectHeader()
          .valueEquals(HttpHeaders.ALLOW, "GET,HEAD,OPTIONS");
    }
    server
        .client()
        .options()
        .uri("/preview")
        .exchange()
        .expectHeader()
        .valueEquals(HttpHeaders.ALLOW, "POST,OPTIONS");
  }

  @Test
  void aLinkFromAnotherSiteCanBeFollowed() {
    server
        .client()
        .get()
        .uri("/templates/support.reply")
        .header(FETCH_SITE, "cross-site")
        .exchange()
        .expectStatus()
        .isOk();
  }
}
