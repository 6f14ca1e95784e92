package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Timeout(60)
class ChangesTest {

  private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENT =
      new ParameterizedTypeReference<>() {};
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private RunningServer start() {
    return RunningServer.start(directory.resolve("store"));
  }

  private RunningServer start(Duration heartbeat) {
    return RunningServer.start(directory.resolve("store"), routes -> routes.heartbeat(heartbeat));
  }

  private static long revision(RunningServer server) {
    return Objects.requireNonNull(server.registry().metadata().block()).revision();
  }

  private static WebTestClient.ResponseSpec request(RunningServer server, String lastEventId) {
    return server
        .client()
        .get()
        .uri("/changes")
        .accept(MediaType.TEXT_EVENT_STREAM)
        .header("Last-Event-ID", lastEventId)
        .exchange();
  }

  private static Flux<ServerSentEvent<Map<String, Object>>> events(
      WebTestClient.ResponseSpec response) {
    return response
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
        .returnResult(EVENT)
        .getResponseBody();
  }

  /** Positions, without the one that a stream begins with, and without comments. */
  private static Flux<String> positions(RunningServer server, String lastEventId) {
    return events(request(server, lastEventId))
        .filter(event -> event.event() != null)
        .map(ServerSentEvent::id);
  }

  private static List<TemplateSpec> templates(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> TemplateSpec.builder(prefix + i).template("text").build())
        .toList();
  }

  @Test
  void everyKindOfChangeIsAnEvent() {
    try (RunningServer server = start()) {
      long revision = revision(server);
      server.put("/templates/a", "{\"template\": \"x\"}").expectStatus().isCreated();
      server.put("/templates/a/labels/live", "{\"version\": \"0.1.0\"}").expectStatus().isOk();
      server.delete("/templates/a/labels/live").expectStatus().isNoContent();
      server.put("/templates/a", "{\"version\": \"2\", \"template\": \"x\"}");
      server.registry().deleteVersion("a", "2").block();
      server.delete("/templates/a").expectStatus().isNoContent();

      Flux<String> told =
          events(request(server, String.valueOf(revision)))
              .filter(event -> event.event() != null)
              .map(event -> event.event() + " " + event.data().get("id"));
      StepVerifier.create(told)
          .expectNext("saved a", "label-moved a", "label-moved a", "saved a")
          .expectNext("version-deleted a", "saved a", "deleted a")
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void whatIsNotInTheLogIsAResync() {
    long known;
    try (RunningServer server = start()) {
      known = revision(server);
    }
    try (LmdbRegistry silent =
        LmdbRegistry.builder(directory.resolve("store")).changeLogCapacity(0).open()) {
      silent.saveBatch(templates("unsaid", 1)).block();
    }
    try (RunningServer server = start()) {
      StepVerifier.create(
              events(request(server, String.valueOf(known))).filter(event -> event.event() != null))
          .assertNext(
              resync -> {
                assertThat(resync.event()).isEqualTo("resync");
                assertThat(resync.data()).containsEntry("kind", "resync").doesNotContainKey("id");
                assertThat(resync.id()).endsWith(":1");
              })
          .then(() -> server.put("/templates/a", "{\"template\": \"x\"}"))
          .assertNext(saved -> assertThat(saved.event()).isEqualTo("saved"))
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void aStoreWithoutALogHasNoFeed() {
    LmdbRegistry silent =
        LmdbRegistry.builder(directory.resolve("store")).changeLogCapacity(0).open();
    silent.saveBatch(templates("unsaid", 2)).block();
    try (RunningServer server = RunningServer.start(silent, routes -> routes)) {
      for (String path : List.of("/changes", "/changes?after=0", "/changes?after=1")) {
        server
            .get(path)
            .expectStatus()
            .isEqualTo(HttpStatus.NOT_IMPLEMENTED)
            .expectHeader()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON);
      }
    }
  }

  @Test
  void aStreamBeginsWithThePositionAndThenTellsWhatHappens() {
    try (RunningServer server = start()) {
      long revision = revision(server);
      StepVerifier.create(events(server.get("/changes")))
          .assertNext(
              begun -> {
                assertThat(begun.id()).isEqualTo(String.valueOf(revision));
                assertThat(begun.event()).isNull();
                assertThat(begun.data()).isNull();
              })
          .then(() -> server.put("/templates/a", "{\"template\": \"x\"}"))
          .assertNext(
              saved -> {
                assertThat(saved.id()).isEqualTo((revision + 1) + ":1");
                assertThat(saved.event()).isEqualTo("saved");
                assertThat(saved.data())
                    .isEqualTo(
                        Map.of(
                            "revision",
                            (int) revision + 1,
                            "kind",
                            "saved",
                            "id",
                            "a",
                            "version",
                            "0.1.0"));
              })
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void aClientGoesOnInTheMiddleOfABatchAfterTheServerWasStartedAgain() {
    long batch;
    try (RunningServer server = start()) {
      batch =
          Objects.requireNonNull(server.registry().saveBatch(templates("t", 3)).block()).revision();
      StepVerifier.create(positions(server, String.valueOf(batch - 1)), 2)
          .expectNext(batch + ":1", batch + ":2")
          .thenCancel()
          .verify(PATIENCE);
    }
    try (RunningServer server = start()) {
      server.put("/templates/later", "{\"template\": \"x\"}").expectStatus().isCreated();
      StepVerifier.create(positions(server, batch + ":2"))
          .expectNext(batch + ":3", (batch + 1) + ":1")
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void aClientThatHasSeenAllOfTheLastBatchWaitsForTheNext() {
    try (RunningServer server = start()) {
      long batch =
          Objects.requireNonNull(server.registry().saveBatch(templates("t", 2)).block()).revision();
      StepVerifier.create(events(request(server, batch + ":2")))
          .expectNextMatches(begun -> (batch + ":2").equals(begun.id()))
          .then(() -> server.put("/templates/next", "{\"template\": \"x\"}"))
          .expectNextMatches(next -> ((batch + 1) + ":1").equals(next.id()))
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void aParameterStandsInForTheHeaderUntilThereIsOne() {
    try (RunningServer server = start()) {
      long revision = revision(server);
      server.registry().saveBatch(templates("t", 2)).block();
      server.registry().saveBatch(templates("u", 1)).block();
      StepVerifier.create(events(server.get("/changes?after=" + revision)).map(ServerSentEvent::id))
          .expectNext(String.valueOf(revision), (revision + 1) + ":1")
          .thenCancel()
          .verify(PATIENCE);
      WebTestClient.ResponseSpec both =
          server
              .client()
              .get()
              .uri("/changes?after=" + revision)
              .header("Last-Event-ID", (revision + 1) + ":2")
              .exchange();
      StepVerifier.create(events(both).map(ServerSentEvent::id))
          .expectNext((revision + 1) + ":2", (revision + 2) + ":1")
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void changesThatAreNotKeptAreGoneAndTheProblemSaysWhereToGoOn() {
    try (LmdbRegistry store =
        LmdbRegistry.builder(directory.resolve("store")).changeLogCapacity(3).open()) {
      for (TemplateSpec template : templates("t", 10)) {
        store.save(template).block();
      }
    }
    try (RunningServer server = start()) {
      byte[] problem =
          request(server, "1")
              .expectStatus()
              .isEqualTo(HttpStatus.GONE)
              .expectHeader()
              .contentType(MediaType.APPLICATION_PROBLEM_JSON)
              .expectBody()
              .jsonPath("$.latest")
              .isEqualTo(10)
              .jsonPath("$.oldestAvailable")
              .value(Integer.class, oldest -> assertThat(oldest).isBetween(2, 9))
              .returnResult()
              .getResponseBody();
      String oldest =
          new String(Objects.requireNonNull(problem), StandardCharsets.UTF_8)
              .replaceFirst("(?s).*\"oldestAvailable\":(\\d+).*", "$1");
      StepVerifier.create(positions(server, oldest))
          .expectNext((Long.parseLong(oldest) + 1) + ":1")
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void aRevisionThatIsNotReachedYetIsGoneToo() {
    try (RunningServer server = start()) {
      request(server, "999")
          .expectStatus()
          .isEqualTo(HttpStatus.GONE)
          .expectBody()
          .jsonPath("$.detail")
          .value(
              String.class, detail -> assertThat(detail).contains("There is no revision 999 yet"));
    }
  }

  @Test
  void whatIsNoPositionIsABadRequestAndAnotherFormIsNotOffered() {
    try (RunningServer server = start()) {
      for (String lastEventId : List.of("soon", "-1", "1:0:0")) {
        request(server, lastEventId)
            .expectStatus()
            .isBadRequest()
            .expectBody()
            .jsonPath("$.detail")
            .value(String.class, detail -> assertThat(detail).contains("Last-Event-ID"));
      }
      server
          .get("/changes", MediaType.APPLICATION_JSON)
          .expectStatus()
          .isEqualTo(HttpStatus.NOT_ACCEPTABLE);
    }
  }

  @Test
  void silenceIsFilledWithComments() {
    try (RunningServer server = start(Duration.ofMillis(20))) {
      StepVerifier.create(events(server.get("/changes")).skip(1))
          .expectNextMatches(event -> event.comment() != null && event.id() == null)
          .expectNextMatches(event -> event.comment() != null)
          .thenCancel()
          .verify(PATIENCE);
    }
  }

  @Test
  void aServerThatStopsEndsItsStreamsAndDoesNotWaitForThem() {
    RunningServer server = start();
    StepVerifier.create(events(server.get("/changes")))
        .expectNextCount(1)
        .then(server::close)
        .expectComplete()
        .verify(Duration.ofSeconds(8)); // less than a graceful shutdown waits for a request
  }

  @Test
  void aSlowClientSlowsNobodyAndMissesNothing() throws IOException {
    int batches = 10;
    int batchSize = 1_000;
    try (RunningServer server = start(Duration.ofHours(1));
        Socket slow = new Socket()) {
      long revision = revision(server);
      slow.setReceiveBufferSize(64 * 1024);
      slow.connect(new InetSocketAddress("localhost", server.uri("/").getPort()));
      slow.setSoTimeout((int) PATIENCE.toMillis());
      slow.getOutputStream()
          .write(
              "GET /changes HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: %d\r\nConnection: close\r\n\r\n"
                  .formatted(revision)
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");

      // More than all buffers between here and there hold.
      String prefix = "x".repeat(450);
      for (int i = 0; i < batches; i++) {
        server.registry().saveBatch(templates(prefix, batchSize)).block();
      }
      StepVerifier.create(positions(server, String.valueOf(revision + batches - 1)).take(batchSize))
          .expectNextCount(batchSize)
          .expectComplete()
          .verify(PATIENCE);

      List<String> told =
          lines
              .lines()
              .filter(line -> line.startsWith("id:"))
              .map(line -> line.substring(3))
              .skip(1)
              .limit((long) batches * batchSize)
              .toList();
      assertThat(told)
          .isEqualTo(
              LongStream.rangeClosed(revision + 1, revision + batches)
                  .boxed()
                  .flatMap(
                      each ->
                          IntStream.rangeClosed(1, batchSize)
                              .mapToObj(number -> each + ":" + number))
                  .toList());
    }
  }
}
