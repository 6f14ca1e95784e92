package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;

/** From start to start. */
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

  /** As the guide to the HTTP interface needs it. */
  @Test
  void aStoreStaysEmptyWithoutTheSamples() {
    try (RunningServer server = RunningServer.start(store, "--prompt-server.samples=false")) {
      assertThat(server.registry().count().block()).isZero();
      assertThat(server.registry().metadata().block().revision()).isZero();
    }
  }

  @Test
  void aStoreThatIsOnlyReadHasToBeThereAndIsLeftAsItIs() {
    RunningServer.start(store).close();
    try (RunningServer reading = RunningServer.start(store, "--reactive-registry.read-only=true")) {
      reading.get("/templates/support.reply").expectStatus().isOk();
      reading.get("/settings").expectBody().jsonPath("$.writable").isEqualTo(false);
      reading
          .put("/templates/support.reply", "{\"template\": \"mine\"}")
          .expectStatus()
          .isForbidden();
    }
  }

  @Test
  void aFullStoreIsInsufficientStorageAndGoesOnReading() {
    try (RunningServer server =
        RunningServer.start(
            store,
            "--reactive-registry.map-size=512KB",
            "--reactive-registry.max-map-size=512KB")) {
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
  void aServerThatOnlyShowsIsNotWritable() {
    try (RunningServer showing =
        RunningServer.start(store, "--reactive-registry.web.read-only=true")) {
      showing.get("/settings").expectBody().jsonPath("$.writable").isEqualTo(false);
      showing.delete("/templates/support.reply").expectStatus().isEqualTo(405);
      showing.post("/releases", "{\"moves\": []}").expectStatus().isForbidden();
      showing.get("/templates/support.reply").expectStatus().isOk();
    }
  }

  @Test
  void aTokenThatIsBlankIsNone() {
    try (RunningServer open = RunningServer.start(store, "--prompt-server.token= ")) {
      open.get("/templates?limit=1").expectStatus().isOk();
      open.get("/settings").expectBody().jsonPath("$.tokenRequired").isEqualTo(false);
    }
  }

  @Test
  void aServerWithoutAPageSaysSo() {
    try (RunningServer without =
        RunningServer.start(store, "--prompt-server.page=classpath:/no-such-page/")) {
      without
          .get("/")
          .expectStatus()
          .isNotFound()
          .expectBody()
          .jsonPath("$.detail")
          .isEqualTo("The page has no such file");
    }
  }
}
