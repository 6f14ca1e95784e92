package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.PermissionDeniedException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.error.StoreInUseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OpeningTest {

  @TempDir Path directory;

  @Test
  void createsTheDirectoryWithItsParents() {
    Path store = directory.resolve("a/b/store");
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      StepVerifier.create(registry.count()).expectNext(0L).expectComplete().verify(Samples.TIMEOUT);
    }
    assertThat(store.resolve("data.mdb")).exists();
  }

  @Test
  void keepsWhatWasSavedBeforeItWasClosed() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.save(Samples.template("kept")).block(Samples.TIMEOUT);
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      StepVerifier.create(registry.load("kept"))
          .expectNext(Samples.template("kept"))
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void revisionsGoOnAfterReopening() {
    long before;
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      before = registry.save(Samples.template("a")).block(Samples.TIMEOUT).revision();
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      assertThat(registry.save(Samples.template("b")).block(Samples.TIMEOUT).revision())
          .isGreaterThan(before);
    }
  }

  @Test
  void refusesAPathThatIsAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");

    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(file).open())
        .withMessageContaining(file.toString())
        .withMessageContaining("file");
    assertThat(file).hasContent("text");
  }

  @Test
  void refusesAPathBelowAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");

    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(file.resolve("store")).open());
  }

  /** Not even root may make a directory there, and the system says so in other words than else. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void namesADirectoryThatItMayNotMake() {
    assertThatExceptionOfType(PermissionDeniedException.class)
        .isThrownBy(() -> LmdbRegistry.builder(Path.of("/sys/store")).open())
        .withMessageContaining("/sys/store");
  }

  @Test
  void refusesADataFileThatIsNotOfLmdb() throws Exception {
    Path data = Files.writeString(directory.resolve("data.mdb"), "no pages here, only text");

    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).open());
    assertThat(data).hasContent("no pages here, only text");
  }

  @Test
  void namesAnEnvironmentOfAnotherProgramAndLeavesItUntouched() throws Exception {
    try (RawStore other = RawStore.open(directory)) {
      other.put("users", "alice", "admin");
    }
    byte[] before = Files.readAllBytes(directory.resolve("data.mdb"));

    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).open())
        .withMessageContaining("another program");
    assertThat(Files.readAllBytes(directory.resolve("data.mdb"))).isEqualTo(before);
  }

  @Test
  void readingOnlyDoesNotCreateAStore() {
    Path absent = directory.resolve("absent");

    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(() -> LmdbRegistry.builder(absent).readOnly(true).open());
    assertThat(absent).doesNotExist();
  }

  @Test
  void readingOnlyReadsAndRefusesToWrite() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.save(Samples.template("a")).block(Samples.TIMEOUT);
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).readOnly(true).open()) {
      StepVerifier.create(registry.load("a"))
          .expectNext(Samples.template("a"))
          .expectComplete()
          .verify(Samples.TIMEOUT);
      StepVerifier.create(registry.save(Samples.template("b")))
          .expectError(ReadOnlyRegistryException.class)
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void opensWithoutBlockingTheSubscriber() {
    StepVerifier.create(
            LmdbRegistry.builder(directory)
                .openAsync()
                .flatMap(registry -> registry.count().then(registry.closeAsync()).thenReturn(true)))
        .expectNext(true)
        .expectComplete()
        .verify(Samples.TIMEOUT);
  }

  @Test
  void aStoreWhoseOpeningIsCancelledIsClosedAgain() {
    for (int i = 0; i < 50; i++) {
      AtomicReference<LmdbRegistry> delivered = new AtomicReference<>();
      BaseSubscriber<LmdbRegistry> opening =
          new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(LmdbRegistry registry) {
              delivered.set(registry); // even when it is being cancelled at this moment
            }
          };
      LmdbRegistry.builder(directory).openAsync().subscribe(opening);
      LockSupport.parkNanos(i * 100_000L); // so that some are cancelled in each phase
      opening.cancel();
      // With other options it can be opened only when nobody has it open any more.
      assertThat(openedWithOtherOptionsWithin(Duration.ofSeconds(10), delivered))
          .as("closed after being cancelled in round %d", i)
          .isTrue();
    }
  }

  private boolean openedWithOtherOptionsWithin(
      Duration time, AtomicReference<LmdbRegistry> delivered) {
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < deadline) {
      LmdbRegistry registry = delivered.getAndSet(null);
      if (registry != null) {
        registry.close();
      }
      try {
        LmdbRegistry.builder(directory).readerThreads(7).open().close();
        return true;
      } catch (StoreInUseException stillOpen) {
        Thread.onSpinWait();
      }
    }
    return false;
  }

  @Test
  void openingOnAnEventLoopIsNoticed() {
    StepVerifier.create(
            Mono.fromCallable(() -> LmdbRegistry.builder(directory).open())
                .subscribeOn(reactor.core.scheduler.Schedulers.parallel()))
        .expectErrorSatisfies(error -> assertThat(error.toString()).contains("open() blocks"))
        .verify(Samples.TIMEOUT);
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    LmdbRegistryBuilder builder = LmdbRegistry.builder(directory);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.readerThreads(0))
        .withMessageContaining("readerThreads")
        .withMessageContaining("0");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.writeQueueCapacity(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.mapSize(1));
    assertThatThrownBy(() -> builder.mapSize(1 << 20).maxMapSize(1 << 19).open())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxMapSize")
        .hasMessageContaining("mapSize");
  }
}
