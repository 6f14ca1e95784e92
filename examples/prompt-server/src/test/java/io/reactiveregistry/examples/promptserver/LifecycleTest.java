package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.error.NotAStoreException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.test.StepVerifier;

class LifecycleTest {

  @TempDir Path directory;
  private Path store;

  @BeforeEach
  void chooseStore() {
    store = directory.resolve("not/yet/there");
  }

  @Test
  void aFirstStartImportsTheSamplesAndASecondOneKeepsWhatWasChanged() {
    try (RunningServer first = RunningServer.start(store)) {
      assertThat(first.registry().count().block()).isEqualTo(SamplePrompts.read().size());
      first.put("/templates/support.reply", "{\"template\": \"mine\"}").expectStatus().isOk();
      first.delete("/templates/agents.router").expectStatus().isNoContent();
    }
    try (RunningServer second = RunningServer.start(store)) {
      second.get("/templates/support.reply").expectBody().jsonPath("$.template").isEqualTo("mine");
      second.get("/templates/support.reply/versions/2.1.0").expectStatus().isOk();
      second.get("/templates/agents.router").expectStatus().isNotFound();
      assertThat(second.registry().count().block()).isEqualTo(SamplePrompts.read().size() - 1);
    }
  }

  @Test
  void aFullStoreIsInsufficientStorageAndGoesOnReading() {
    try (RunningServer server =
        RunningServer.start(store, "--prompt-server.max-store-size=512KB")) {
      String large = "{\"template\": \"%s\"}".formatted("x".repeat(600_000));
      server
          .put("/templates/large", large)
          .expectStatus()
          .isEqualTo(HttpStatus.INSUFFICIENT_STORAGE)
          .expectBody()
          .jsonPath("$.detail")
          .isEqualTo("The store is full; nothing was saved, reading goes on");
      server.get("/templates/large").expectStatus().isNotFound();
      server.get("/templates/support.reply").expectStatus().isOk();
    }
  }

  @Test
  void aClosedStoreIsUnavailable() {
    try (RunningServer server = RunningServer.start(store)) {
      server.registry().close();
      server
          .get("/templates/support.reply")
          .expectStatus()
          .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
          .expectHeader()
          .exists(HttpHeaders.RETRY_AFTER)
          .expectBody()
          .jsonPath("$.detail")
          .isEqualTo("The server is shutting down; nothing was done");
      server.get("/templates").expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  @Test
  void aBodyThatDoesNotArriveIsGivenUp() throws IOException {
    try (RunningServer server = RunningServer.start(store, "--prompt-server.body-timeout=200ms");
        Socket socket = new Socket("localhost", server.uri("/").getPort())) {
      socket
          .getOutputStream()
          .write(
              """
              PUT /templates/stalled HTTP/1.1\r
              Host: localhost\r
              Content-Type: application/json\r
              Content-Length: 100\r
              \r
              {"""
                  .getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(10_000);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void aServerThatStopsEndsItsStreamsAndDoesNotWaitForThem() {
    RunningServer server = RunningServer.start(store);
    StepVerifier.create(
            server
                .get("/changes")
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody()
                .then())
        .then(server::close)
        .expectComplete()
        .verify(Duration.ofSeconds(8)); // less than a graceful shutdown waits for a request
  }

  @Test
  void whatNoRouteKnowsIsNotFoundAndToldAsAProblem() {
    try (RunningServer server = RunningServer.start(store)) {
      server
          .get("/")
          .expectStatus()
          .isNotFound()
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .expectBody()
          .jsonPath("$.detail")
          .value(String.class, detail -> assertThat(detail).contains("There is no such resource"));
    }
  }

  @Test
  void statsTellTheSizesOfTheStore() {
    try (RunningServer server = RunningServer.start(store)) {
      server.get("/stats").expectBody().jsonPath("$.usedBytes").isNumber();
    }
  }

  @Test
  void aPathThatIsNoStoreStopsTheStart() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a store");
    assertThatThrownBy(() -> RunningServer.start(file))
        .hasRootCauseInstanceOf(NotAStoreException.class);
    assertThat(file).hasContent("not a store");
  }
}
