package io.reactiveregistry.lmdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.Resync;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.codec.ChangeRecord;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How a store tells its changes: from the log, from memory, and of whom nobody has told. */
@Timeout(120)
class ChangeFeedTest {

  private static final String BY_PYTHON =
      """
      {"id": "python", "version": "1.0.0", "template": "x"}""";

  @TempDir Path directory;

  private LmdbRegistry open() {
    return LmdbRegistry.builder(directory).durability(Durability.NO_SYNC).open();
  }

  private static <T> T get(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(Samples.TIMEOUT));
  }

  private static void save(LmdbRegistry registry, int count) {
    get(registry.saveAll(Flux.fromIterable(Samples.templates(count)), 1).then(Mono.just(true)));
  }

  private static List<TemplateChange> told(Flux<TemplateChange> changes, long count) {
    return get(changes.take(count).collectList());
  }

  @Test
  void changesOutliveTheProcessThatMadeThem() {
    try (LmdbRegistry registry = open()) {
      save(registry, 3);
      get(registry.delete("template-000001"));
    }
    try (LmdbRegistry registry = open()) {
      assertThat(told(registry.changes(1), 3))
          .containsExactly(
              new Saved(2, "template-000001", "1.0.0"),
              new Saved(3, "template-000002", "1.0.0"),
              new Deleted(4, "template-000001"));
    }
  }

  @Test
  void aSubscriberWhoAsksLateGetsFromTheStoreWhatIsInMemoryNoLonger() {
    int count = 10_000; // more than the memory holds
    try (LmdbRegistry registry = open()) {
      StepVerifier.create(registry.changes().map(TemplateChange::revision), 1)
          .then(() -> save(registry, count))
          .expectNext(1L)
          .thenRequest(1)
          .expectNext(2L)
          .thenRequest(count)
          .expectNextSequence(LongStream.rangeClosed(3, count).boxed().toList())
          .thenCancel()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void demandThatEndsAmidABatchGoesOnAmidIt() {
    int count = 1000;
    try (LmdbRegistry registry = open()) {
      get(registry.saveBatch(Samples.templates(count)));
      get(registry.saveBatch(Samples.templates(count)));

      StepVerifier.create(registry.changes(0), 0)
          .thenRequest(50)
          .expectNextCount(50)
          .thenRequest(7)
          .expectNextCount(7)
          .thenRequest(count)
          .expectNextCount(count)
          .thenRequest(1)
          .expectNext(new Saved(2, "template-000057", "1.0.0"))
          .thenRequest(Long.MAX_VALUE)
          .expectNextCount(count - 58)
          .thenCancel()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void theLogHoldsNoMoreThanItsCapacityAndSaysWhatIsGone() {
    try (LmdbRegistry registry =
        LmdbRegistry.builder(directory)
            .durability(Durability.NO_SYNC)
            .changeLogCapacity(32)
            .open()) {
      save(registry, 100);

      assertThatExceptionOfType(ChangesCompactedException.class)
          .isThrownBy(() -> told(registry.changes(0), 1))
          .satisfies(
              compacted -> {
                assertThat(compacted.afterRevision()).isZero();
                assertThat(compacted.latest()).isEqualTo(100);
                long oldest = compacted.oldestAvailable();
                assertThat(oldest).isBetween(68L, 70L);
                assertThat(told(registry.changes(oldest), 100 - oldest))
                    .extracting(TemplateChange::revision)
                    .containsExactlyElementsOf(
                        LongStream.rangeClosed(oldest + 1, 100).boxed().toList());
                assertThatExceptionOfType(ChangesCompactedException.class)
                    .isThrownBy(() -> told(registry.changes(oldest - 1), 1));
              });
    }
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.entries("changes")).isBetween(30L, 32L);
    }
  }

  @Test
  void aSlowSubscriberIsToldThatItHasMissedChanges() {
    try (LmdbRegistry registry =
        LmdbRegistry.builder(directory)
            .durability(Durability.NO_SYNC)
            .changeLogCapacity(32)
            .open()) {
      StepVerifier.create(registry.changes(), 0)
          .then(() -> save(registry, 6_000))
          .thenRequest(1)
          .expectError(ChangesCompactedException.class)
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void withoutALogThereIsNothingToFollow() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).changeLogCapacity(0).open()) {
      get(registry.save(Samples.template("a")));

      StepVerifier.create(registry.changes())
          .expectError(UnsupportedFeatureException.class)
          .verify(Samples.TIMEOUT);
      StepVerifier.create(registry.changes(0))
          .expectError(UnsupportedFeatureException.class)
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void aWriterWithoutALogIsToldOfByTheNextOneWithALog() {
    try (LmdbRegistry registry = open()) {
      get(registry.save(Samples.template("a")));
    }
    try (LmdbRegistry silent = LmdbRegistry.builder(directory).changeLogCapacity(0).open()) {
      get(silent.save(Samples.template("b")));
    }
    try (LmdbRegistry registry = open()) {
      assertThat(told(registry.changes(1), 1)).containsExactly(new Resync(3));
    }
  }

  @Test
  void aDamagedLogIsSaidToBeDamagedAndBeginsAnewWithTheNextWrite() throws IOException {
    try (LmdbRegistry registry = open()) {
      save(registry, 3);
    }
    // By the device: a program that writes is itself told of, and that is a write already.
    overwriteInFile(new ChangeRecord(2, List.of(new Saved(3, "template-000002", "1.0.0"))));
    try (LmdbRegistry registry = open()) {
      StepVerifier.create(registry.changes(0))
          .expectError(DamagedStoreException.class)
          .verify(Samples.TIMEOUT);

      get(registry.save(Samples.template("next")));

      StepVerifier.create(registry.changes(0))
          .expectError(ChangesCompactedException.class)
          .verify(Samples.TIMEOUT);
      assertThat(told(registry.changes(3), 1)).containsExactly(new Saved(4, "next", "1.0.0"));
    }
  }

  @Test
  void aLogThatAnotherProgramDamagedBeginsAnewWithThatProgram() {
    try (LmdbRegistry registry = open()) {
      save(registry, 3);
    }
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("changes", new ChangeKey(3, 0).toBytes(), new byte[] {1, 2, 3});
    }
    try (LmdbRegistry reader = LmdbRegistry.builder(directory).readOnly(true).open()) {
      StepVerifier.create(reader.changes(0))
          .expectError(DamagedStoreException.class)
          .verify(Samples.TIMEOUT);
    }
    try (LmdbRegistry registry = open()) {
      get(registry.save(Samples.template("next")));

      StepVerifier.create(registry.changes(0))
          .expectError(ChangesCompactedException.class)
          .verify(Samples.TIMEOUT);
      assertThat(told(registry.changes(3), 2))
          .containsExactly(new Resync(4), new Saved(4, "next", "1.0.0"));
    }
  }

  /** Spoils an entry of the log where it stands, without a transaction. */
  private void overwriteInFile(ChangeRecord entry) throws IOException {
    Path file = directory.resolve("data.mdb");
    String bytes = Files.readString(file, ISO_8859_1);
    String wanted = new String(entry.encode(), ISO_8859_1);
    assertThat(bytes).containsOnlyOnce(wanted);
    Files.writeString(file, bytes.replace(wanted, "x".repeat(wanted.length())), ISO_8859_1);
  }

  @Test
  void aDamagedEntryAmongTheOldestGoesWithThemAndKeepsNoWriteFromSucceeding() {
    LmdbRegistryBuilder options =
        LmdbRegistry.builder(directory).durability(Durability.NO_SYNC).changeLogCapacity(32);
    try (LmdbRegistry registry = options.open()) {
      save(registry, 30);
    }
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("changes", new ChangeKey(2, 0).toBytes(), new byte[] {1, 2, 3});
    }
    try (LmdbRegistry registry = options.open()) {
      save(registry, 40);

      long last = get(registry.metadata()).revision();
      assertThat(told(registry.changes(last - 20), 20))
          .extracting(TemplateChange::revision)
          .endsWith(last);
    }
  }

  @Test
  void whatAnotherProgramWritesIsAResyncAtOnceForThoseWhoFollow() {
    PythonOriginal python = PythonOriginal.at(directory);
    try (LmdbRegistry registry = open()) {
      get(registry.save(Samples.template("a")));

      StepVerifier.create(registry.changes())
          .then(() -> python.save(BY_PYTHON))
          .expectNext(new Resync(2))
          .then(() -> get(registry.save(Samples.template("b"))))
          .expectNext(new Saved(3, "b", "1.0.0"))
          .then(() -> python.delete("a"))
          .expectNext(new Resync(4))
          .thenCancel()
          .verify(Samples.TIMEOUT);
      assertThat(told(registry.changes(1), 3))
          .as("they are in the log for those who come later")
          .containsExactly(new Resync(2), new Saved(3, "b", "1.0.0"), new Resync(4));
    }
  }

  @Test
  void whatAnotherProgramWroteWhileNobodyFollowedIsToldBeforeWhatCameAfter() {
    PythonOriginal python = PythonOriginal.at(directory);
    try (LmdbRegistry registry = open()) {
      get(registry.save(Samples.template("a")));
      python.save(BY_PYTHON);
      get(registry.save(Samples.template("b")));
      python.delete("a");

      assertThat(told(registry.changes(1), 3))
          .containsExactly(new Resync(2), new Saved(2, "b", "1.0.0"), new Resync(3));
    }
  }

  @Test
  void aStoreThatIsOnlyReadTellsOfOthersWithoutALog() {
    PythonOriginal python = PythonOriginal.at(directory);
    try (LmdbRegistry registry = open()) {
      get(registry.save(Samples.template("a")));
    }
    try (LmdbRegistry reader = LmdbRegistry.builder(directory).readOnly(true).open()) {
      StepVerifier.create(reader.changes(0))
          .expectNext(new Saved(1, "a", "1.0.0"))
          .then(() -> python.save(BY_PYTHON))
          .expectNext(new Resync(1))
          .then(() -> python.delete("a"))
          .expectNext(new Resync(1))
          .thenCancel()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void closingAHandleEndsItsStreamsAndNoOthers() {
    try (LmdbRegistry registry = open()) {
      LmdbRegistry other = open();
      StepVerifier following =
          StepVerifier.create(registry.changes())
              .expectNext(new Saved(1, "a", "1.0.0"))
              .thenCancel()
              .verifyLater();

      StepVerifier.create(other.changes())
          .then(other::close)
          .expectError(RegistryClosedException.class)
          .verify(Samples.TIMEOUT);
      get(registry.save(Samples.template("a")));

      following.verify(Samples.TIMEOUT);
    }
  }

  @Test
  void anObserverHearsWhatIsWrittenThroughAnyHandle() {
    List<TemplateChange> heard = new CopyOnWriteArrayList<>();
    try (LmdbRegistry registry = open();
        LmdbRegistry other = open()) {
      var observation = registry.observe(heard::addAll);
      get(other.save(Samples.template("a")));
      assertThat(heard).containsExactly(new Saved(1, "a", "1.0.0"));

      observation.dispose();
      get(other.save(Samples.template("b")));
      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void anObserverThatThrowsKeepsNoWriteFromCompleting() {
    try (LmdbRegistry registry = open()) {
      var observation =
          registry.observe(
              changes -> {
                throw new IllegalStateException("the observer is broken");
              });

      assertThat(get(registry.save(Samples.template("a"))).revision()).isEqualTo(1);
      observation.dispose();
    }
  }

  @Test
  void theNumberOfTheStateChangesWithEveryWriteOfAnybody() {
    PythonOriginal python = PythonOriginal.at(directory);
    try (LmdbRegistry registry = open()) {
      long first = get(registry.stateNumber());
      assertThat(get(registry.stateNumber())).isEqualTo(first);

      python.save(BY_PYTHON);
      long second = get(registry.stateNumber());
      get(registry.save(Samples.template("a")));

      assertThat(second).isNotEqualTo(first);
      assertThat(get(registry.stateNumber())).isNotEqualTo(second).isNotEqualTo(first);
    }
  }
}
