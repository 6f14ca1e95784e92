package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.lmdb.Problem.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What can be derived is right after a repair, and what cannot is still there. */
@Timeout(120)
class RepairTest {

  @TempDir Path directory;

  @BeforeEach
  void saveTwoVersions() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      for (String version : new String[] {"1.0.0", "2.0.0"}) {
        registry
            .saveBatch(
                Stream.of("a", "a-b", "a:b").map(id -> Samples.template(id, version)).toList())
            .block(Samples.TIMEOUT);
      }
    }
  }

  private RepairReport repair() {
    return await(Maintenance.repair(directory));
  }

  private Problems check() {
    return await(Maintenance.check(directory)).problems();
  }

  private static <T> T await(Mono<T> job) {
    return Objects.requireNonNull(job.block(Samples.TIMEOUT));
  }

  @Test
  void aSoundStoreIsLeftAsItIs() throws Exception {
    byte[] before = Files.readAllBytes(directory.resolve("data.mdb"));

    RepairReport report = repair();

    assertThat(report.fixed().isEmpty()).isTrue();
    assertThat(report.remaining().isEmpty()).isTrue();
    assertThat(Files.readAllBytes(directory.resolve("data.mdb"))).isEqualTo(before);
  }

  @Test
  void everythingThatCanBeDerivedIsPutRight() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.delete("version_index", "a:1.0.0");
      raw.delete("version_index", "a-b:2.0.0");
      raw.put("version_index", "a:b:2.0.0", "other");
      raw.put("version_index", "gone:1.0.0", "gone");
      raw.put("version_index", "nothing", "x");
      raw.put("history", "gone:0.1.0", "x");
      raw.put("metadata", "count", new byte[] {99});
      raw.put("metadata", "last_modified", "today");
    }
    Problems before = check();

    RepairReport report = repair();

    assertThat(report.success()).isTrue();
    assertThat(report.fixed().listed()).containsExactlyInAnyOrderElementsOf(before.listed());
    assertThat(report.fixed().total()).isEqualTo(8);
    assertThat(report.remaining().isEmpty()).isTrue();
    assertThat(check().listed()).isEmpty();
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.get("version_index", "a:1.0.0")).asString().isEqualTo("a");
      assertThat(raw.get("version_index", "a:b:2.0.0")).asString().isEqualTo("a:b");
      assertThat(raw.get("metadata", "count")).containsExactly(3);
    }
  }

  @Test
  void whatCannotBeDerivedStaysAndIsNamed() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.flipBit("templates", "a", 40);
      raw.flipBit("history", "a-b:1.0.0", 40);
      raw.put("metadata", "count", new byte[] {99});
    }

    RepairReport report = repair();

    assertThat(report.success()).isFalse();
    assertThat(report.fixed().listed()).extracting(Problem::kind).containsExactly(Kind.WRONG_COUNT);
    assertThat(report.remaining().listed())
        .extracting(Problem::location)
        .containsExactlyInAnyOrder("a", "a-b:1.0.0");
    assertThat(report.remaining().listed()).noneMatch(Problem::repairable);
    assertThat(check().listed()).isEqualTo(report.remaining().listed());
  }

  @Test
  void anUnreadableRevisionBecomesOneThatIsGreaterThanAnyBefore() {
    long before = revision();
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.revision", "no number");
    }

    assertThat(repair().success()).isTrue();

    assertThat(revision()).isGreaterThan(before);
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      long after = await(registry.metadata()).revision();
      assertThat(await(registry.save(Samples.template("new"))).revision()).isEqualTo(after + 1);
    }
  }

  @Test
  void aRepairCountsAsAWrite() {
    long before = revision();
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "count", new byte[] {99});
    }
    repair();

    assertThat(revision()).isEqualTo(before + 1);
  }

  @Test
  void labelsThatLeadNowhereAreRemovedAndNamedAndTheOthersStay() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "a:production", "1.0.0");
      raw.put("labels", "a:b:production", "2.0.0");
      raw.put("labels", "a:lost", "9.0.0");
      raw.put("labels", "a:damaged", new byte[] {(byte) 0xFF});
      raw.put("labels", "gone:production", "1.0.0");
      raw.put("labels", "no-colon", "1.0.0");
    }
    Problems before = check();

    RepairReport report = repair();

    assertThat(report.success()).isTrue();
    assertThat(report.fixed().listed()).isEqualTo(before.listed());
    assertThat(report.fixed().listed())
        .extracting(Problem::location)
        .containsExactlyInAnyOrder("a:lost", "a:damaged", "gone:production", "no-colon");
    assertThat(check().listed()).isEmpty();
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.entries("labels")).isEqualTo(2);
      assertThat(raw.get("labels", "a:production")).asString().isEqualTo("1.0.0");
      assertThat(raw.get("labels", "a:b:production")).asString().isEqualTo("2.0.0");
    }
  }

  @Test
  void aLabelOnADamagedVersionStays() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "a:production", "2.0.0");
      raw.flipBit("templates", "a", 40);
    }

    assertThat(repair().fixed().isEmpty()).isTrue();

    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.get("labels", "a:production")).isNotNull();
    }
  }

  @Test
  void aLogWithADamagedEntryBeginsBehindTheLastOfThem() {
    try (RawStore raw = RawStore.open(directory)) {
      RawChanges log = writeSixChanges(raw);
      log.damage(1, 1);
      log.damage(1, 3);
    }

    RepairReport report = repair();

    assertThat(report.success()).isTrue();
    assertThat(report.fixed().count(Kind.DAMAGED_CHANGE)).isEqualTo(2);
    assertThat(check().listed()).isEmpty();
    try (RawStore raw = RawStore.open(directory)) {
      RawChanges log = RawChanges.of(raw);
      assertThat(log.entries()).isEqualTo(2);
      assertThat(log.get(2, 0)).isEqualTo(RawChanges.entry(2, 4, 1).encode());
      assertThat(log.get(2, 1)).isEqualTo(RawChanges.entry(2, 5, 1).encode());
    }
  }

  private static RawChanges writeSixChanges(RawStore raw) {
    RawChanges log = RawChanges.emptied(raw);
    for (int i = 0; i < 4; i++) {
      log.put(1, i, i, 1);
    }
    log.put(2, 0, 4, 1);
    log.put(2, 1, 5, 1);
    return log;
  }

  @Test
  void aLogWithAGapBeginsBehindIt() {
    try (RawStore raw = RawStore.open(directory)) {
      writeSixChanges(raw).remove(1, 2);
    }

    assertThat(repair().fixed().count(Kind.MISSING_CHANGES)).isEqualTo(1);

    assertThat(check().listed()).isEmpty();
    try (RawStore raw = RawStore.open(directory)) {
      RawChanges log = RawChanges.of(raw);
      assertThat(log.entries()).isEqualTo(3);
      assertThat(log.get(1, 3)).as("the first behind the gap").isNotNull();
    }
  }

  @Test
  void aLogThatIsAheadOfTheStoreOrDamagedAtItsEndIsEmptied() {
    for (boolean ahead : new boolean[] {true, false}) {
      try (RawStore raw = RawStore.open(directory)) {
        RawChanges log = writeSixChanges(raw);
        if (ahead) {
          log.put(1_000_000, 6);
        } else {
          log.damage(2, 1);
        }
      }

      assertThat(repair().success()).isTrue();

      assertThat(check().listed()).isEmpty();
      try (RawStore raw = RawStore.open(directory)) {
        assertThat(RawChanges.of(raw).entries()).isZero();
      }
    }
  }

  @Test
  void aLogBeginsBehindAKeyThatNoEntryCanHave() {
    try (RawStore raw = RawStore.open(directory)) {
      // Between the two entries of the second revision.
      writeSixChanges(raw).put(new byte[] {0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1}, new byte[0]);
    }

    assertThat(repair().fixed().count(Kind.INVALID_KEY)).isEqualTo(1);

    assertThat(check().listed()).isEmpty();
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(RawChanges.of(raw).entries()).isEqualTo(1);
      assertThat(RawChanges.of(raw).get(2, 1)).isNotNull();
    }
  }

  @Test
  void whoFollowsTheChangesIsToldThatAnythingMayHaveChanged() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      await(registry.setLabel("a", "production", "1.0.0"));
    }
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "a:production", "9.0.0");
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      await(registry.save(Samples.template("b"))); // tells of the foreign write above

      StepVerifier.create(registry.changes())
          .then(() -> assertThat(repair().fixed().total()).isEqualTo(1))
          .expectNextMatches(TemplateChange.Resync.class::isInstance)
          .thenCancel()
          .verify(Samples.TIMEOUT);
      assertThat(await(registry.labels("a"))).isEmpty();
    }
  }

  @Test
  void whoIsFurtherBackThanADamagedLogReachesIsToldSo() {
    try (RawStore raw = RawStore.open(directory)) {
      RawChanges log = RawChanges.of(raw);
      assertThat(log.entries()).isEqualTo(2);
      log.damage(1, 0);
    }

    assertThat(repair().success()).isTrue();

    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      StepVerifier.create(registry.changes(0))
          .expectError(ChangesCompactedException.class)
          .verify(Samples.TIMEOUT);
      StepVerifier.create(registry.changes(1).take(3))
          .expectNextCount(3)
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  /** A repair does not tell what it has changed, so to those who follow it is a foreign write. */
  @Test
  void theNumberOfTheLastTransactionStaysAsItIs() {
    byte[] number = StoredInteger.encode(3);
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.transaction", number);
      raw.put("version_index", "gone:1.0.0", "gone");
    }

    repair();

    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.get("metadata", "reactive.transaction")).isEqualTo(number);
    }
  }

  @Test
  void anUnreadableNumberOfATransactionBecomesOneThatNoCommitHas() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.transaction", "no number");
    }

    assertThat(repair().success()).isTrue();

    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.get("metadata", "reactive.transaction")).containsExactly(0);
    }
  }

  private long revision() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      return await(registry.metadata()).revision();
    }
  }

  @Test
  void aStoreThatIsOpenIsRepairedWhileItIsRead() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("version_index", "gone:1.0.0", "gone");
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).readerThreads(3).open()) {
      assertThat(repair().fixed().total()).isEqualTo(1);
      assertThat(await(registry.load("a"))).isEqualTo(Samples.template("a", "2.0.0"));
      await(registry.save(Samples.template("b")));
      assertThat(check().isEmpty()).isTrue();
    }
  }

  @Test
  void aStoreThatIsOpenForReadingOnlyIsNotRepaired() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).readOnly(true).open()) {
      assertThatExceptionOfType(ReadOnlyRegistryException.class).isThrownBy(this::repair);
      assertThat(await(registry.count())).isEqualTo(3);
    }
  }

  @Test
  void damagedPagesAreRefusedAndLeftAsTheyAre() throws Exception {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.saveBatch(Samples.templates(500)).block(Samples.TIMEOUT);
    }
    Path data = directory.resolve("data.mdb");
    byte[] bytes = Files.readAllBytes(data);
    Arrays.fill(bytes, 12 * 4096, 20 * 4096, (byte) 0);
    Files.write(data, bytes);

    assertThatExceptionOfType(DamagedStoreException.class)
        .isThrownBy(this::repair)
        .withMessageContaining("page")
        .withMessageContaining("salvage");
    assertThat(Files.readAllBytes(data)).isEqualTo(bytes);
  }

  @Test
  void aRepairThatNeedsMoreRoomThanTheMapHasEnlargesIt() {
    int many = 3000;
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.saveBatch(Samples.templates(many)).block(Samples.TIMEOUT);
    }
    try (RawStore raw = RawStore.open(directory)) {
      raw.clear("version_index");
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).mapSize(1 << 20).open()) {
      assertThat(repair().fixed().total()).isEqualTo(many + 6);
      assertThat(await(registry.storage()).mapSize()).isGreaterThan(1 << 20);
    }
    assertThat(check().listed()).isEmpty();
  }

  /** Whatever a program does to anything but the templates, one repair is enough. */
  @Test
  void oneRepairIsEnoughForRandomChangesAndTemplatesStayAsTheyAre() {
    Random random = new Random(11);
    for (int round = 0; round < 40; round++) {
      List<TemplateSpec> templates = randomTemplates(random);
      try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
        templates.forEach(template -> registry.save(template).block(Samples.TIMEOUT));
      }
      try (RawStore raw = RawStore.open(directory)) {
        for (int i = 0; i < 20; i++) {
          meddle(raw, random);
        }
      }
      List<TemplateSpec> before = all();

      RepairReport report = repair();

      // A version with a colon may be the Python original's, if a shorter id is there.
      assertThat(report.remaining().listed())
          .as("round %d", round)
          .allMatch(problem -> problem.kind() == Kind.INVALID_KEY);
      assertThat(check().listed()).as("round %d", round).isEqualTo(report.remaining().listed());
      assertThat(all()).isEqualTo(before);
    }
  }

  private static void meddle(RawStore raw, Random random) {
    String key = randomId(random) + ":" + random.nextInt(4);
    RawChanges log = RawChanges.of(raw);
    switch (random.nextInt(12)) {
      case 0 -> raw.delete("version_index", key);
      case 1 -> raw.put("version_index", key, randomId(random));
      case 2 -> raw.delete("history", key);
      case 3 -> raw.put("version_index", randomId(random).replace(':', ';'), "x");
      case 4 -> raw.put("labels", key, String.valueOf(random.nextInt(4)));
      case 5 -> raw.put("labels", garbage(random), garbage(random));
      case 6 -> log.put(random.nextInt(20), random.nextInt(3), random.nextInt(4), 1);
      case 7 -> log.put(1 + random.nextInt(20), random.nextInt(20));
      case 8 -> log.put(RawChanges.key(random.nextInt(20), random.nextInt(3)), garbage(random));
      case 9 -> log.put(garbage(random), garbage(random));
      case 10 -> raw.put("metadata", "reactive.revision", garbage(random));
      default -> raw.put("metadata", "count", new byte[] {(byte) random.nextInt(128)});
    }
  }

  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(30)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<TemplateSpec> randomTemplates(Random random) {
    List<TemplateSpec> templates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      templates.add(Samples.template(randomId(random), String.valueOf(random.nextInt(4))));
    }
    return templates;
  }

  private static String randomId(Random random) {
    StringBuilder id = new StringBuilder("x");
    for (int i = random.nextInt(4); i > 0; i--) {
      id.append("-:;y".charAt(random.nextInt(4)));
    }
    return id.toString();
  }

  private List<TemplateSpec> all() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      return await(registry.loadAll(registry.listIds()).collectList());
    }
  }
}
