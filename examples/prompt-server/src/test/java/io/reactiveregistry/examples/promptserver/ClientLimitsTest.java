package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send slowly, or nothing, or too much. */
@Timeout(120)
class ClientLimitsTest {

  private static final int LARGEST_BODY = 1_000;

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            directory.resolve("store"),
            "--server.netty.idle-timeout=300ms",
            "--reactive-registry.web.body-timeout=100ms",
            "--reactive-registry.web.heartbeat=100ms",
            "--reactive-registry.web.max-body-size=" + LARGEST_BODY + "B",
            "--prompt-server.read-timeout=300ms");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aConnectionWithoutARequestIsClosed() throws IOException {
    try (BareClient client = BareClient.connect(server)) {
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "GET /templates HTTP/1.1\r\nHost: local", "\r\n"})
  void halfAHeadIsGivenUp(String head) throws IOException {
    try (BareClient client = BareClient.connect(server).send(head)) {
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  /** Bytes count for nothing before there is a whole header. */
  @Test
  void aHeaderByteByByteIsGivenUp() throws IOException {
    try (BareClient client = BareClient.connect(server).send("GET / HTTP/1.1\r\nX: ")) {
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> client.isRefused("x"));
    }
  }

  @Test
  void anAnswerThatTakesLongerThanAllOfTheseIsNotCutOff() throws IOException {
    try (BareClient client =
        BareClient.connect(server).send("GET /changes HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      Duration longer = Duration.ofMillis(1_500);
      assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
      long begin = System.nanoTime();
      long beats = 0;
      while (Duration.ofNanos(System.nanoTime() - begin).compareTo(longer) < 0) {
        assertThat(client.line()).isNotNull();
        beats++;
      }
      assertThat(beats).isGreaterThan(5);
    }
  }

  /** The second one is there before the first one is answered. */
  @Test
  void requestsInOnePieceAreAllAnswered() throws IOException {
    String request = "GET /settings HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (BareClient client = BareClient.connect(server).send(request + request + request)) {
      assertThat(client.untilClosed().split("HTTP/1.1 200 OK", -1)).hasSize(4);
    }
  }

  @Test
  void aConnectionThatWasUsedIsClosedToo() throws IOException {
    try (BareClient client =
        BareClient.connect(server).send("GET /settings HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      assertThat(client.untilClosed()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /templates/slow, application/json, 408",
    "POST, /import, application/x-ndjson, 408",
    "POST, /import, application/json, 415",
    "POST, /preview, application/json, 408",
    "POST, /nothing, application/json, 404",
    "GET, /settings, application/json, 200"
  })
  void halfABodyIsGivenUpWhoeverReadsIt(String method, String path, String type, int status)
      throws IOException {
    try (BareClient client =
        BareClient.connect(server)
            .send(
                "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: 50\r\n\r\n{\"template\":"
                    .formatted(method, path, type))) {
      assertThat(client.untilClosed()).startsWith("HTTP/1.1 " + status);
    }
  }

  /** By what it says of the body, of which nothing is sent. */
  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
    try (BareClient client =
        BareClient.connect(server)
            .send(
                "PUT /templates/large HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                    .formatted(LARGEST_BODY + 1))) {
      assertThat(client.untilClosed()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void aBodyThatBecomesTooLargeIsRefused() throws IOException {
    try (BareClient client =
        BareClient.connect(server)
            .send(
                "PUT /templates/large HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n"
                    .formatted(LARGEST_BODY + 1, "x".repeat(LARGEST_BODY + 1)))) {
      assertThat(client.untilClosed()).startsWith("HTTP/1.1 413");
    }
  }

  /** Who takes one of them, while a proxy took the other, lets requests be smuggled in. */
  @Test
  void twoLengthsOfABodyAtOnceAreRefused() throws IOException {
    assertThat(answerToChunksWith("")).startsWith("HTTP/1.1 201 Created");
    assertThat(answerToChunksWith("Content-Length: 5\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request")
        .contains("connection: close");
  }

  private static String answerToChunksWith(String header) throws IOException {
    try (BareClient client =
        BareClient.connect(server)
            .send(
                "PUT /templates/both HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%sTransfer-Encoding: chunked\r\n\r\n14\r\n{\"template\":\"Hello\"}\r\n0\r\n\r\n"
                    .formatted(header))) {
      return client.untilClosed();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "prompt-server.max-connections, 0, at least 1",
    "prompt-server.read-timeout, 0s, at least 1 milli"
  })
  void aLimitThatCannotBeIsNamed(String property, String value, String limit) {
    assertThatThrownBy(
            () ->
                RunningServer.start(directory.resolve("another"), "--" + property + "=" + value)
                    .close())
        .rootCause()
        .hasMessageContaining(property)
        .hasMessageContaining(limit);
  }

  @Test
  void aLimitOfTheRoutesThatCannotBeIsNamedHereToo() {
    assertThatThrownBy(
            () ->
                RunningServer.start(
                        directory.resolve("another"), "--reactive-registry.web.max-body-size=3GB")
                    .close())
        .hasStackTraceContaining("reactive-registry.web.max-body-size is '3GB'");
  }
}
