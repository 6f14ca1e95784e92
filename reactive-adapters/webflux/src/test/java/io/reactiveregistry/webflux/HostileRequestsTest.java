package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.contract.InMemoryRegistry;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library would send, as bytes on a connection. */
@Timeout(60)
class HostileRequestsTest {

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            new InMemoryRegistry(),
            routes -> routes.bodyTimeout(Duration.ofMillis(300)).maxBodyBytes(1_000));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String statusOf(String... head) throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      return client.head(head).statusLine();
    }
  }

  private static String get(String target) throws IOException {
    return statusOf("GET " + target + " HTTP/1.1", "Host: localhost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/templates/%zz",
        "/templates/%",
        "/templates/ü",
        "/templates?prefix=ü",
        "/templates?limit=[1]",
        "/templates?prefix=%zz",
        "/templates?prefix=%",
        "/templates/a/diff?from=ü&to=1",
        "/changes?after=[",
        "/export?prefix=%C0%AF",
        "/templates/a%00b",
        "/templates/a;b",
      })
  void aTargetThatMeansNothingIsABadRequest(String target) throws IOException {
    assertThat(get(target)).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @CsvSource({
    "/templates/..%2f..%2fetc%2fpasswd, 404",
    "/templates/%2e%2e, 404",
    "/templates/../stats, 404",
    "//templates, 404",
    "/templates//, 404",
    "/templates/a/versions/..%2f1, 404",
    "/templates?prefix=a|b, 400",
    "/templates?unknown=1, 200",
    "/templates?unknown=1&unknown=2, 200",
    "/templates?limit=1&limit=1, 400",
    "/templates?limit=1&limit=[, 400",
    "/templates/support.triage/diff?from=1&to=2&to=3, 400",
  })
  void aTargetIsNeverAPathOfTheServer(String target, int status) throws IOException {
    assertThat(get(target)).startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void aTargetThatIsTooLongIsRefused() throws IOException {
    assertThat(get("/templates/" + "a".repeat(600))).startsWith("HTTP/1.1 400 ");
    assertThat(get("/templates/" + "a".repeat(20_000))).startsWith("HTTP/1.1 414 ");
  }

  @Test
  void aHeadThatIsTooLongIsRefused() throws IOException {
    assertThat(
            statusOf("GET /templates HTTP/1.1", "Host: localhost", "X-Long: " + "a".repeat(9_000)))
        .startsWith("HTTP/1.1 431 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Feed: a\n b", "X Blank: a", ": nameless", "X-Nul: a\u0000b"})
  void aHeaderThatIsMalformedIsRefused(String header) throws IOException {
    assertThat(statusOf("GET /templates HTTP/1.1", "Host: localhost", header))
        .startsWith("HTTP/1.1 400 ");
  }

  /** One who goes by the length and one who goes by the chunks would see different requests. */
  @Test
  void aLengthAndChunksTogetherAreRefusedAndTheConnectionEnds() throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      client
          .head(
              "PUT /templates/smuggled HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/json",
              "Content-Length: 4",
              "Transfer-Encoding: chunked")
          .chunk("{\"template\": \"x\"}");
      client.lastChunk();
      assertThat(client.statusLine()).startsWith("HTTP/1.1 400 ");
      assertThat(client.drain()).isPositive();
    }
    assertThat(server.registry().exists("smuggled").block()).isFalse();
  }

  @Test
  void twoLengthsAreRefused() throws IOException {
    assertThat(
            statusOf(
                "PUT /templates/a HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 5",
                "Content-Length: 6"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void aBodyThatIsHalfSentIsGivenUpAndNothingIsSaved() throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      client.head(
          "PUT /templates/half HTTP/1.1",
          "Host: localhost",
          "Content-Type: application/json",
          "Content-Length: 100");
      assertThat(client.statusLine()).startsWith("HTTP/1.1 408 ");
      assertThat(client.drain()).isPositive();
    }
    assertThat(server.registry().exists("half").block()).isFalse();
  }

  @Test
  void aDeclaredLengthBeyondTheLimitIsRefusedWithoutWaitingForTheBody() throws IOException {
    assertThat(
            statusOf(
                "PUT /templates/a HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 1001"))
        .startsWith("HTTP/1.1 413 ");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /templates/a, text/plain, 415",
    "PUT, /templates/a%00, application/json, 400",
    "POST, /templates/a, application/json, 405",
    "PUT, /templates/a/labels/@, application/json, 400",
    "POST, /import?onError=maybe, application/x-ndjson, 400",
  })
  void aConnectionOnWhichABodyIsNotReadIsClosed(String method, String path, String type, int status)
      throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      client.head(
          method + " " + path + " HTTP/1.1",
          "Host: localhost",
          "Content-Type: " + type,
          "Content-Length: 100");
      assertThat(client.statusLine()).startsWith("HTTP/1.1 " + status + " ");
      assertThat(client.drain()).isPositive();
    }
  }

  @Test
  void aConnectionOnWhichTheBodyWasReadIsKept() throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      client
          .head(
              "PUT /templates/a HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/json",
              "Transfer-Encoding: chunked")
          .chunk("{}");
      client.lastChunk();
      assertThat(client.statusLine()).startsWith("HTTP/1.1 422 ");
      client.head("GET /stats HTTP/1.1", "Host: localhost");
      assertThat(client.lineWith("HTTP/1.1 ")).endsWith("HTTP/1.1 200 OK");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/changes", "/export", "/templates"})
  void headIsAnsweredWithoutReadingWhatMightNeverEnd(String path) throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      client.head("HEAD " + path + " HTTP/1.1", "Host: localhost");
      assertThat(client.statusLine()).startsWith("HTTP/1.1 200 ");
      client.head("GET /stats HTTP/1.1", "Host: localhost");
      assertThat(client.lineBeginning("HTTP/1.1")).startsWith("HTTP/1.1 200 ");
    }
  }
}
