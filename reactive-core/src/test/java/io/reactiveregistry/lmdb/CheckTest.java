package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.Commit;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.UnsupportedFormatException;
import io.reactiveregistry.lmdb.Problem.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What a check finds in a store, and what it leaves alone. */
@Timeout(120)
class CheckTest {

  /** Each one continues others, before the colon, at it and behind it. */
  private static final List<String> IDS =
      List.of("a", "a!", "a-b", "a-b:c", "a:b", "a:b:c", "a:b-c", "a;", "ab", "é", "日本");

  @TempDir Path directory;

  private void saveAll(String... versions) {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      for (String version : versions) {
        registry
            .saveBatch(IDS.stream().map(id -> Samples.template(id, version)).toList())
            .block(Samples.TIMEOUT);
      }
    }
  }

  private CheckReport check() {
    return Objects.requireNonNull(Maintenance.check(directory).block(Samples.TIMEOUT));
  }

  private Problem onlyProblem() {
    CheckReport report = check();
    assertThat(report.problems().listed()).hasSize(1);
    assertThat(report.problems().total()).isEqualTo(1);
    return report.problems().listed().get(0);
  }

  @Test
  void aSoundStoreHasNoProblems() {
    saveAll("1.0.0", "2.0.0", "zz");

    CheckReport report = check();

    assertThat(report.problems().listed()).isEmpty();
    assertThat(report.success()).isTrue();
    assertThat(report.templates()).isEqualTo(IDS.size());
    assertThat(report.versions()).isEqualTo(2L * IDS.size());
  }

  @Test
  void whateverIsWrittenTheStoreStaysSound() {
    Random random = new Random(17);
    for (int round = 0; round < 10; round++) {
      try (LmdbRegistry registry =
          LmdbRegistry.builder(directory)
              .durability(Durability.NO_SYNC)
              .changeLogCapacity(1 + random.nextInt(100))
              .keepVersions(1 + random.nextInt(5))
              .open()) {
        for (int i = 0; i < 100; i++) {
          write(registry, random).onErrorComplete(RegistryException.class).block(Samples.TIMEOUT);
        }
        assertThat(check().problems().listed()).as("round %d", round).isEmpty();
      }
    }
    assertThat(check().labels()).isPositive();
    assertThat(check().versions()).isPositive();
  }

  /** Many of these are refused; what matters is what the others leave. */
  private static Mono<Commit> write(LmdbRegistry registry, Random random) {
    String id = IDS.get(random.nextInt(IDS.size()));
    String version = random.nextInt(4) + ".0.0";
    String label = "label-" + random.nextInt(2);
    return switch (random.nextInt(10)) {
      case 0, 1 -> registry.setLabel(id, label, version);
      case 2 -> registry.removeLabel(id, label);
      case 3 -> registry.rollback(id, version);
      case 4 -> registry.deleteVersion(id, version, random.nextBoolean());
      case 5 -> registry.delete(id);
      case 6 -> registry.saveBatch(Samples.templates(40)); // more than one entry of the log takes
      default -> registry.save(Samples.template(id, version));
    };
  }

  @Test
  void anEmptyStoreHasNoneEither() {
    LmdbRegistry.builder(directory).open().close();

    assertThat(check().problems().isEmpty()).isTrue();
  }

  @Test
  void aStoreThatThisProcessHasOpenIsCheckedAsItIs() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).mapSize(1 << 20).open()) {
      registry.save(Samples.template("a")).block(Samples.TIMEOUT);

      assertThat(check().templates()).isEqualTo(1);

      registry.save(Samples.template("b")).block(Samples.TIMEOUT);
      assertThat(check().templates()).isEqualTo(2);
    }
    LmdbRegistry.builder(directory).mapSize(2 << 20).open().close(); // nobody has it open any more
  }

  @Test
  void whatIsWrittenMeanwhileIsNoProblem() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).mapSize(1 << 20).open()) {
      registry.saveBatch(Samples.templates(2000)).block(Samples.TIMEOUT);
      Thread writer = new Thread(() -> rewriteUntil(done, registry));
      writer.start();
      try {
        for (int i = 0; i < 8; i++) {
          CheckReport report = check();
          assertThat(report.problems().listed()).isEmpty();
        }
      } finally {
        done.set(true);
        writer.join();
      }
    }
  }

  private static void rewriteUntil(AtomicBoolean done, LmdbRegistry registry) {
    for (int round = 0; !done.get(); round++) {
      String version = "1.0." + round;
      registry
          .saveBatch(
              Samples.templates(200).stream()
                  .map(template -> template.toBuilder().version(version).build())
                  .toList())
          .then(registry.delete("template-000001"))
          .block(Samples.TIMEOUT);
    }
  }

  @Test
  void aDamagedTemplateIsNamed() {
    saveAll("1.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.flipBit("templates", "a:b", 30);
    }

    Problem problem = onlyProblem();

    assertThat(problem.kind()).isEqualTo(Kind.DAMAGED_RECORD);
    assertThat(problem.location()).isEqualTo("a:b");
    assertThat(problem.reason()).contains("checksum");
    assertThat(problem.repairable()).isFalse();
    assertThat(problem.severity()).isEqualTo(Severity.ERROR);
    assertThat(check().success()).isFalse();
  }

  @Test
  void aDamagedVersionIsNamed() {
    saveAll("1.0.0", "2.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.flipBit("history", "a:b:1.0.0", 30);
    }

    assertThat(onlyProblem().kind()).isEqualTo(Kind.DAMAGED_VERSION);
    assertThat(onlyProblem().location()).isEqualTo("a:b:1.0.0");
  }

  @Test
  void aVersionUnderAnotherVersionsKeyIsDamaged() {
    saveAll("1.0.0", "2.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      byte[] record = Objects.requireNonNull(raw.get("history", "a:1.0.0"));
      raw.put("history", "a:1.5.0", record);
      raw.put("version_index", "a:1.5.0", "a");
    }

    assertThat(onlyProblem().reason()).contains("says version 1.0.0");
  }

  @Test
  void whatThePythonOriginalLeavesWhenItDeletesIsAWarning() {
    saveAll("1.0.0", "2.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.delete("templates", "a:b");
      raw.delete("version_index", "a:b:2.0.0");
      raw.put("metadata", "count", new byte[] {(byte) (IDS.size() - 1)});
    }

    CheckReport report = check();

    assertThat(report.success()).isTrue();
    assertThat(report.problems().listed())
        .extracting(Problem::kind, Problem::location)
        .containsExactlyInAnyOrder(
            tuple(Kind.INDEX_WITHOUT_TEMPLATE, "a:b:1.0.0"),
            tuple(Kind.HISTORY_WITHOUT_TEMPLATE, "a:b:1.0.0"));
  }

  @Test
  void aCountThatThePythonOriginalRaisedIsAWarning() {
    saveAll("1.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "count", new byte[] {99});
    }

    assertThat(onlyProblem().kind()).isEqualTo(Kind.WRONG_COUNT);
    assertThat(onlyProblem().reason()).contains("99").contains(String.valueOf(IDS.size()));
    assertThat(check().success()).isTrue();
  }

  @Test
  void aVersionThatThePythonOriginalOverwroteIsNoProblem() {
    saveAll("1.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("version_index", "a:0.9.0", "a");
    }

    assertThat(check().problems().listed()).isEmpty();
  }

  @Test
  void aTemplateThatIsNotInTheIndexIsNamed() {
    saveAll("1.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.delete("version_index", "a-b:1.0.0");
    }

    assertThat(onlyProblem().kind()).isEqualTo(Kind.TEMPLATE_WITHOUT_INDEX);
    assertThat(onlyProblem().location()).isEqualTo("a-b");
  }

  @Test
  void aVersionThatIsNotInTheIndexIsNamed() {
    saveAll("1.0.0", "2.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.delete("version_index", "a:1.0.0");
    }

    assertThat(onlyProblem().kind()).isEqualTo(Kind.HISTORY_WITHOUT_INDEX);
    assertThat(onlyProblem().location()).isEqualTo("a:1.0.0");
  }

  @Test
  void anIndexThatNamesAnotherTemplateIsWrong() {
    saveAll("1.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("version_index", "a:b:c:1.0.0", "b");
    }

    assertThat(onlyProblem().kind()).isEqualTo(Kind.WRONG_INDEX);
    assertThat(onlyProblem().reason()).contains("'b'");
  }

  @Test
  void keysThatCannotBeAreNamedEvenIfTheyAreNoText() {
    saveAll("1.0.0");
    byte[] noText = {(byte) 0xFF, ':', '1'};
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("version_index", noText, new byte[] {1});
      raw.put("version_index", "no-colon", "a");
      raw.put("history", "no-colon", "a");
      raw.put("templates", noText, new byte[] {1});
      raw.put("templates", "line\nbreak", new byte[] {1});
      raw.put("metadata", "count", new byte[] {(byte) (IDS.size() + 2)});
    }

    assertThat(check().problems().listed())
        .allMatch(problem -> problem.kind() == Kind.INVALID_KEY)
        .extracting(Problem::location, Problem::repairable)
        .containsExactlyInAnyOrder(
            tuple("0xff3a31", true),
            tuple("no-colon", true),
            tuple("no-colon", false),
            tuple("0xff3a31", false),
            tuple("0x6c696e650a627265616b", false));
  }

  @Test
  void numbersThatAreNoneAreNamed() {
    saveAll("1.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "last_modified", "today");
      raw.put("metadata", "reactive.revision", new byte[0]);
      raw.put("metadata", "somebody else's", "text");
    }

    assertThat(check().problems().listed())
        .allMatch(problem -> problem.kind() == Kind.UNREADABLE_METADATA)
        .extracting(Problem::location)
        .containsExactlyInAnyOrder("last_modified", "reactive.revision");
  }

  @Test
  void theProblemsListedAreBoundedAndTheCountIsExact() {
    saveAll("1.0.0");
    int many = Problems.MAX_LISTED + 234;
    try (RawStore raw = RawStore.open(directory)) {
      for (int i = 0; i < many; i++) {
        raw.put("version_index", "gone-%d:1.0.0".formatted(i), "gone-" + i);
      }
    }

    CheckReport report = check();

    assertThat(report.problems().count(Kind.INDEX_WITHOUT_TEMPLATE)).isEqualTo(many);
    assertThat(report.problems().listed()).hasSize(Problems.MAX_LISTED);
  }

  @Test
  void pagesThatAreCutOffAreNamed() throws Exception {
    saveAll("1.0.0");
    Path data = directory.resolve("data.mdb");
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.saveBatch(Samples.templates(2000)).block(Samples.TIMEOUT);
    }
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, bytes.length / 2));

    CheckReport report = check();

    assertThat(report.success()).isFalse();
    assertThat(report.problems().count(Kind.DAMAGED_PAGE)).isPositive();
    assertThat(report.problems().listed().get(0).reason())
        .contains("truncated")
        .contains(String.valueOf(bytes.length / 2));
    assertThat(report.problems().listed()).noneMatch(Problem::repairable);
  }

  @Test
  void whereAPageIsDamagedNothingIsSaidOfWhatIsMissing() throws Exception {
    saveAll("1.0.0", "2.0.0");
    int many = 1000;
    try (RawStore raw = RawStore.openWithoutSync(directory, 1 << 26)) {
      RawChanges log = RawChanges.emptied(raw);
      for (int i = 0; i < many; i++) {
        raw.put("labels", "a:label-%04d".formatted(i), i % 2 == 0 ? "1.0.0" : "2.0.0");
        log.put(1, i, i, 1);
      }
    }
    assertThat(check().problems().listed()).isEmpty();
    Path data = directory.resolve("data.mdb");
    byte[] bytes = Files.readAllBytes(data);
    for (int third = 0; third < 3; third++) {
      byte[] damaged = bytes.clone();
      Arrays.fill(
          damaged,
          Math.max(2 * 4096, third * bytes.length / 3),
          (third + 1) * bytes.length / 3,
          (byte) 0);
      Files.write(data, damaged);

      assertThat(check().problems().counts())
          .containsKey(Kind.DAMAGED_PAGE)
          .doesNotContainKeys(
              Kind.MISSING_CHANGES,
              Kind.CHANGE_BEYOND_REVISION,
              Kind.LABEL_WITHOUT_VERSION,
              Kind.LABEL_WITHOUT_TEMPLATE);
    }
  }

  @Test
  void aStoreOfThePythonOriginalHasNeitherLabelsNorALogAndIsSound() {
    saveAll("1.0.0");
    Path other = directory.resolve("original");
    byte[] record;
    try (RawStore raw = RawStore.open(directory)) {
      record = Objects.requireNonNull(raw.get("templates", "a"));
    }
    assertThat(other.toFile().mkdir()).isTrue();
    try (RawStore raw = RawStore.open(other)) {
      raw.put("templates", "a", record);
      raw.put("version_index", "a:1.0.0", "a");
      raw.put("metadata", "count", new byte[] {1});
    }

    CheckReport report = Objects.requireNonNull(Maintenance.check(other).block(Samples.TIMEOUT));

    assertThat(report.problems().listed()).isEmpty();
    assertThat(report.templates()).isEqualTo(1);
    assertThat(report.labels()).isZero();
  }

  @Test
  void otherThingsAreRefused() throws Exception {
    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(this::check)
        .withMessageContaining("data.mdb");
    try (RawStore other = RawStore.open(directory)) {
      other.put("users", "alice", "admin");
    }
    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(this::check)
        .withMessageContaining("another program");
    Files.writeString(directory.resolve("data.mdb"), "a text");
    assertThatExceptionOfType(NotAStoreException.class).isThrownBy(this::check);
    Files.write(directory.resolve("data.mdb"), new byte[0]);
    assertThatExceptionOfType(DamagedStoreException.class).isThrownBy(this::check);
    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(() -> Maintenance.check(directory.resolve("data.mdb")).block(Samples.TIMEOUT))
        .withMessageContaining("a file");
  }

  @Test
  void aStoreOfALaterVersionIsRefused() {
    saveAll("1.0.0");
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.format", new byte[] {2});
    }

    assertThatExceptionOfType(UnsupportedFormatException.class).isThrownBy(this::check);
  }

  @Test
  void theProgressGrowsToItsEnd() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.saveBatch(Samples.templates(2000)).block(Samples.TIMEOUT);
    }
    List<MaintenanceProgress> told = new ArrayList<>();

    Maintenance.check(directory, told::add).block(Samples.TIMEOUT);

    assertThat(told).hasSizeGreaterThan(5);
    assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.done(), b.done()));
    assertThat(told.get(told.size() - 1).done())
        .isEqualTo(told.get(told.size() - 1).total())
        .isGreaterThanOrEqualTo(2 * 4000);
  }

  @Test
  void aListenerThatThrowsIsNotAskedAgainAndSpoilsNothing() {
    saveAll("1.0.0");
    AtomicInteger calls = new AtomicInteger();

    CheckReport report =
        Maintenance.check(
                directory,
                progress -> {
                  calls.incrementAndGet();
                  throw new IllegalStateException("on purpose");
                })
            .block(Samples.TIMEOUT);

    assertThat(Objects.requireNonNull(report).success()).isTrue();
    assertThat(calls).hasValue(1);
  }

  @Test
  void cancellingEndsTheWork() throws Exception {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.saveBatch(Samples.templates(3000)).block(Samples.TIMEOUT);
    }
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    AtomicBoolean goneOn = new AtomicBoolean();
    List<Thread> worker = new ArrayList<>();
    BaseSubscriber<CheckReport> subscriber = new BaseSubscriber<>() {};
    Maintenance.check(
            directory,
            progress -> {
              if (begun.getCount() == 0) {
                goneOn.set(true);
                return;
              }
              worker.add(Thread.currentThread());
              begun.countDown();
              awaitUninterrupted(cancelled);
            })
        .subscribe(subscriber);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    subscriber.cancel();
    cancelled.countDown();
    worker.get(0).join(10_000);

    assertThat(worker.get(0).isAlive()).isFalse();
    assertThat(goneOn).isFalse();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingHappensBeforeTheSubscriptionAndSignalsComeWhereNobodyMayBlock() {
    saveAll("1.0.0");

    StepVerifier.create(
            Maintenance.check(directory).map(report -> Schedulers.isInNonBlockingThread()))
        .expectNext(true)
        .expectComplete()
        .verify(Samples.TIMEOUT);
    assertThat(Maintenance.check(directory.resolve("absent"))).isNotNull();
  }
}
