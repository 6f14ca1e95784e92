package io.reactiveregistry.lmdb;

import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TargetExistsException;
import io.reactiveregistry.lmdb.BackupProgress.Phase;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@Timeout(120)
class BackupTest {

  @TempDir Path directory;

  private Path target;
  private LmdbRegistry registry;

  @BeforeEach
  void open() {
    target = directory.resolve("backups/monday");
    registry = LmdbRegistry.builder(directory.resolve("store")).mapSize(256 << 10).open();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private BackupReport backUp(boolean compact) {
    return registry.backup(target, compact).block(Samples.TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBackupIsAStoreWithTheSameTemplatesAndVersions(boolean compact) {
    registry.saveBatch(Samples.templates(500)).block(Samples.TIMEOUT);
    registry.save(Samples.template("template-000007", "2.0.0")).block(Samples.TIMEOUT);
    registry.save(Samples.large("large", 50_000)).block(Samples.TIMEOUT);
    long revision = registry.metadata().block(Samples.TIMEOUT).revision();

    BackupReport report = backUp(compact);

    assertThat(report.target()).isEqualTo(target);
    assertThat(report.templates()).isEqualTo(501);
    assertThat(report.versions()).isEqualTo(502);
    assertThat(report.revision()).isEqualTo(revision);
    assertThat(report.bytes()).isEqualTo(target.resolve("data.mdb").toFile().length());
    try (LmdbRegistry copy = LmdbRegistry.builder(target).open()) {
      assertThat(all(copy)).isEqualTo(all(registry));
      assertThat(copy.load("template-000007", "1.0.0").block(Samples.TIMEOUT))
          .isEqualTo(Samples.template("template-000007"));
      assertThat(copy.save(Samples.template("new")).block(Samples.TIMEOUT).revision())
          .as("it can be written, and revisions go on")
          .isEqualTo(revision + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itHasTheLabelsAndTheLogOfChangesToo(boolean compact) {
    registry.save(Samples.template("a")).block(Samples.TIMEOUT);
    registry.close();
    Path store = directory.resolve("store");
    byte[] entry;
    try (RawStore raw = RawStore.open(store)) {
      raw.put("labels", "a:production", "1.0.0");
      RawChanges log = RawChanges.emptied(raw);
      log.put(1, 0);
      entry = log.get(1, 0);
    }
    registry = LmdbRegistry.builder(store).open();

    backUp(compact);

    try (RawStore raw = RawStore.open(target)) {
      assertThat(raw.get("labels", "a:production")).asString().isEqualTo("1.0.0");
      assertThat(RawChanges.of(raw).get(1, 0)).isEqualTo(entry).isNotNull();
    }
  }

  private static List<TemplateSpec> all(LmdbRegistry registry) {
    return registry.loadAll(registry.listIds()).collectList().block(Samples.TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEmptyStoreCanBeBackedUp(boolean compact) {
    assertThat(backUp(compact).templates()).isZero();
    try (LmdbRegistry copy = LmdbRegistry.builder(target).open()) {
      assertThat(copy.count().block(Samples.TIMEOUT)).isZero();
    }
  }

  @Test
  void aCompactBackupLeavesOutWhatWasDeleted() {
    registry.saveBatch(Samples.templates(2_000)).block(Samples.TIMEOUT);
    registry
        .deleteBatch(Samples.templates(1_900).stream().map(TemplateSpec::id).toList())
        .block(Samples.TIMEOUT);

    assertThat(backUp(true).bytes())
        .isLessThan(registry.storage().block(Samples.TIMEOUT).usedBytes() / 4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itIsOneStateAlthoughTheStoreIsWrittenAndGrowsMeanwhile(boolean compact) {
    registry.saveBatch(generation(0)).block(Samples.TIMEOUT);
    Disposable writes =
        Flux.range(1, Integer.MAX_VALUE)
            .concatMap(number -> registry.saveBatch(generation(number)), 1)
            .subscribe();
    try {
      for (int i = 0; i < 5; i++) {
        target = directory.resolve("backup-" + i);
        backUp(compact);
        try (LmdbRegistry copy = LmdbRegistry.builder(target).open()) {
          assertThat(all(copy).stream().map(TemplateSpec::template).distinct())
              .as("generations in one backup")
              .hasSize(1);
        }
      }
    } finally {
      writes.dispose();
    }
  }

  private static List<TemplateSpec> generation(int number) {
    return IntStream.range(0, 500)
        .mapToObj(i -> TemplateSpec.builder("t" + i).template("x".repeat(500) + number).build())
        .toList();
  }

  @Test
  void writesThatEnlargeTheMapDoNotWaitForIt() {
    registry.saveBatch(Samples.templates(2_000)).block(Samples.TIMEOUT);
    CountDownLatch copying = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Mono<BackupReport> backup =
        registry
            .backup(
                target,
                false,
                progress -> {
                  copying.countDown();
                  uninterruptibly(goOn);
                })
            .cache();
    backup.subscribe();
    uninterruptibly(copying);
    long before = registry.storage().block(Samples.TIMEOUT).mapSize();

    for (int i = 0; i < 20; i++) {
      registry.save(Samples.large("large-" + i, 500_000)).block(Samples.TIMEOUT);
    }
    assertThat(registry.storage().block(Samples.TIMEOUT).mapSize()).isGreaterThan(before);
    goOn.countDown();

    StepVerifier.create(backup)
        .assertNext(report -> assertThat(report.templates()).isEqualTo(2_000))
        .expectComplete()
        .verify(Samples.TIMEOUT);
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void progressGoesThroughBothPhasesToTheirEnds() {
    registry.saveBatch(Samples.templates(20_000)).block(Samples.TIMEOUT);
    List<BackupProgress> told = Collections.synchronizedList(new ArrayList<>());

    registry.backup(target, false, told::add).block(Samples.TIMEOUT);

    assertThat(told).hasSizeGreaterThan(4);
    assertThat(told.stream().map(BackupProgress::phase).distinct())
        .containsExactly(Phase.COPYING, Phase.VERIFYING);
    assertThat(told).allMatch(progress -> progress.done() <= progress.total());
  }

  @Test
  void nothingIsEverOverwritten() throws Exception {
    Path precious = Files.createDirectories(target).resolve("precious");
    Files.writeString(precious, "text");

    StepVerifier.create(registry.backup(target, false))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(TargetExistsException.class)
                    .hasMessageContaining(target.toString()))
        .verify(Samples.TIMEOUT);
    assertThat(precious).hasContent("text");
    assertThat(target.getParent()).isDirectoryContaining(path -> path.equals(target));
    assertThat(target.getParent().toFile().list()).hasSize(1);
  }

  @Test
  void nothingHappensBeforeSubscription() {
    Mono<BackupReport> backup = registry.backup(target, false);

    assertThat(target).doesNotExist();
    backup.block(Samples.TIMEOUT);
    assertThat(target).exists();
  }

  @Test
  void cancellingRemovesWhatWasWrittenAndGivesTheSlotBack() {
    registry.saveBatch(Samples.templates(20_000)).block(Samples.TIMEOUT);
    int readers = registry.storage().block(Samples.TIMEOUT).readers();
    CountDownLatch copying = new CountDownLatch(1);
    Disposable backup = registry.backup(target, false, progress -> copying.countDown()).subscribe();
    uninterruptibly(copying);

    backup.dispose();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(target.getParent()).isEmptyDirectory());
    assertThat(registry.storage().block(Samples.TIMEOUT).readers())
        .isLessThanOrEqualTo(readers + 1);
  }

  @Test
  void closingEndsItAndLeavesNothing() {
    registry.saveBatch(Samples.templates(20_000)).block(Samples.TIMEOUT);
    CountDownLatch copying = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch goOn = new CountDownLatch(1);
    registry
        .backup(
            target,
            false,
            progress -> {
              copying.countDown();
              uninterruptibly(goOn);
            })
        .subscribe(report -> {}, failure::set);
    uninterruptibly(copying);

    Mono<Void> closing = registry.closeAsync().cache();
    closing.subscribe();
    goOn.countDown();

    StepVerifier.create(closing).expectComplete().verify(Samples.TIMEOUT);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(failure.get()).isInstanceOf(RegistryClosedException.class));
    assertThat(target.getParent()).isEmptyDirectory();
  }

  @Test
  void aClosedRegistryMakesNone() {
    registry.close();

    StepVerifier.create(registry.backup(target, false))
        .expectError(RegistryClosedException.class)
        .verify(Samples.TIMEOUT);
    assertThat(target.getParent()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDamagedPageIsNeverBackedUpInSilence(boolean compact) throws Exception {
    registry.saveBatch(Samples.templates(2_000)).block(Samples.TIMEOUT);
    Path data = directory.resolve("store/data.mdb");
    try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
      for (long page = 8; page < file.length() / 4096; page++) {
        file.seek(page * 4096);
        file.write(new byte[4096]);
      }
    }
    StepVerifier.create(registry.backup(target, compact))
        .expectError(DamagedStoreException.class)
        .verify(Samples.TIMEOUT);
    assertThat(target).doesNotExist();
  }
}
