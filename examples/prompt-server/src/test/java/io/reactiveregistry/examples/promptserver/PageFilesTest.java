package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** How the server gives out the files of a page. */
class PageFilesTest {

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            directory.resolve("store"), "--prompt-server.page=classpath:/sample-page/");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html;charset=UTF-8, <title>Sample</title>",
    "/page/index.html, text/html;charset=UTF-8, <title>Sample</title>",
    "/page/app.js, text/javascript;charset=UTF-8, ä",
    "/page/parts/style.css, text/css;charset=UTF-8, margin",
    "/page/icon.svg, image/svg+xml, <svg",
  })
  void everyFileHasItsTypeAndMayLoadOnlyWhatIsOfThisServer(
      String path, String type, String content) {
    server
        .get(path)
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(type)
        .expectHeader()
        .valueEquals(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
        .expectHeader()
        .valueEquals("X-Content-Type-Options", "nosniff")
        .expectHeader()
        .valueEquals("Referrer-Policy", "no-referrer")
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache")
        .expectBody(String.class)
        .value(body -> assertThat(body).contains(content));
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() {
    String entityTag =
        server.get("/page/app.js").returnResult(Void.class).getResponseHeaders().getETag();
    assertThat(entityTag).isNotNull();
    server
        .client()
        .get()
        .uri("/page/app.js")
        .header(HttpHeaders.IF_NONE_MATCH, entityTag)
        .exchange()
        .expectStatus()
        .isNotModified()
        .expectHeader()
        .exists("Content-Security-Policy")
        .expectBody()
        .isEmpty();
    assertThat(server.get("/").returnResult(Void.class).getResponseHeaders().getETag())
        .isNotEqualTo(entityTag);
  }

  @Test
  void headIsAnsweredWithoutTheFile() {
    server
        .client()
        .head()
        .uri("/")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists(HttpHeaders.ETAG)
        .expectBody()
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/absent.js",
        "/page/",
        "/page",
        "/page/parts",
        "/page/../application.properties",
        "/page/%2e%2e/application.properties",
        "/page/..%2fapplication.properties",
        "/page/%2e%2e%2fapplication.properties",
        "/page//app.js",
        "/page/app.js;v=1",
        "/page/app%2ejs",
        "/index.html",
      })
  void nothingElseIsGivenOut(String path) {
    server
        .get(path)
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void theyAreOnlyRead() {
    server
        .post("/page/app.js", "{}")
        .expectStatus()
        .isEqualTo(405)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }
}
