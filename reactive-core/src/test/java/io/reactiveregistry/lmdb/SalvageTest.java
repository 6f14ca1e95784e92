package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.DamagedStoreException;
import io.reactiveregistry.error.NotAStoreException;
import io.reactiveregistry.error.TargetExistsException;
import io.reactiveregistry.lmdb.Problem.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is readable of a damaged store is in the new one, and nothing else is. */
@Timeout(120)
class SalvageTest {

  private static final int PAGE = 4096;

  @TempDir Path directory;

  private Path damaged = Path.of("");
  private Path target = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void saveTwoVersionsOfEach() {
    damaged = directory.resolve("damaged");
    target = directory.resolve("new");
    data = damaged.resolve("data.mdb");
    try (LmdbRegistry registry = LmdbRegistry.builder(damaged).open()) {
      registry.saveBatch(Samples.templates(300)).block(Samples.TIMEOUT);
      registry
          .saveBatch(
              Samples.templates(300).stream()
                  .map(template -> template.toBuilder().version("2.0.0").build())
                  .toList())
          .block(Samples.TIMEOUT);
      registry.save(Samples.large("large", 100_000)).block(Samples.TIMEOUT);
    }
  }

  private SalvageReport salvage() {
    return await(Maintenance.salvage(damaged, target));
  }

  private static <T> T await(Mono<T> job) {
    return Objects.requireNonNull(job.block(Samples.TIMEOUT));
  }

  private static List<TemplateSpec> all(Path store) {
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      return await(registry.loadAll(registry.listIds()).collectList());
    }
  }

  private void requireSound() {
    assertThat(await(Maintenance.check(target)).problems().listed()).isEmpty();
  }

  @Test
  void aSoundStoreIsCopiedWholeWithItsVersionsAndItsRevision() {
    SalvageReport report = salvage();

    assertThat(report.success()).isTrue();
    assertThat(report.templates()).isEqualTo(301).isEqualTo(report.expectedTemplates());
    assertThat(report.versions()).isEqualTo(300).isEqualTo(report.expectedVersions());
    requireSound();
    assertThat(all(target)).isEqualTo(all(damaged));
    try (LmdbRegistry from = LmdbRegistry.builder(damaged).open();
        LmdbRegistry to = LmdbRegistry.builder(target).open()) {
      assertThat(await(to.load("template-000007", "1.0.0")))
          .isEqualTo(await(from.load("template-000007", "1.0.0")));
      assertThat(await(to.metadata())).isEqualTo(await(from.metadata()));
    }
  }

  @Test
  void whatLiesOnDamagedPagesIsLostAndTheRestIsSaved() throws Exception {
    byte[] bytes = Files.readAllBytes(data);
    List<TemplateSpec> before = all(damaged);
    int middle = bytes.length / PAGE / 2;
    Arrays.fill(bytes, middle * PAGE, (middle + 8) * PAGE, (byte) 0);
    Files.write(data, bytes);

    SalvageReport report = salvage();

    assertThat(report.success()).isFalse();
    assertThat(report.problems().count(Kind.DAMAGED_PAGE)).isPositive();
    assertThat(report.templates() + report.versions()).isBetween(400L, 600L);
    requireSound();
    for (TemplateSpec template : all(target)) {
      assertThat(before)
          .anyMatch(
              other -> other.toBuilder().version(template.version()).build().equals(template));
    }
    assertThat(Files.readAllBytes(data)).isEqualTo(bytes);
  }

  @Test
  void theGreatestReadableVersionTakesThePlaceOfALostOne() {
    try (LmdbRegistry registry = LmdbRegistry.builder(damaged).open()) {
      for (String version : new String[] {"9.0.0", "10.0.0", "3.0.0", "11.0.0"}) {
        registry.save(Samples.template("a", version)).block(Samples.TIMEOUT);
      }
    }
    try (RawStore raw = RawStore.open(damaged)) {
      raw.flipBit("templates", "a", 30);
    }

    SalvageReport report = salvage();

    assertThat(report.problems().listed())
        .anyMatch(problem -> problem.location().equals("a") && problem.reason().contains("10.0.0"));
    requireSound();
    try (LmdbRegistry registry = LmdbRegistry.builder(target).open()) {
      assertThat(await(registry.load("a")).version()).isEqualTo("10.0.0");
      assertThat(await(registry.listVersions("a").collectList()))
          .containsExactly("3.0.0", "9.0.0", "10.0.0");
    }
  }

  @Test
  void versionsOfADeletedTemplateDoNotBringItBack() {
    try (RawStore raw = RawStore.open(damaged)) {
      raw.delete("templates", "template-000001");
    }

    SalvageReport report = salvage();

    assertThat(report.problems().count(Kind.HISTORY_WITHOUT_TEMPLATE)).isEqualTo(1);
    assertThat(report.templates()).isEqualTo(300);
    requireSound();
  }

  @Test
  void labelsAreSavedWithTheVersionsOnWhichTheyStandAndTheOthersAreNamed() {
    try (RawStore raw = RawStore.open(damaged)) {
      raw.put("labels", "template-000001:current", "2.0.0");
      raw.put("labels", "template-000001:older", "1.0.0");
      raw.put("labels", "template-000002:replaced", "2.0.0");
      raw.put("labels", "template-000002:replacing", "1.0.0");
      raw.put("labels", "template-000003:lost", "1.0.0");
      raw.put("labels", "gone:production", "1.0.0");
      raw.put("labels", "large:damaged", new byte[] {(byte) 0xFF});
      raw.put("labels", "no-colon", "1.0.0");
      raw.flipBit("templates", "template-000002", 30);
      raw.flipBit("history", "template-000003:1.0.0", 30);
    }

    SalvageReport report = salvage();

    assertThat(report.labels()).isEqualTo(3);
    assertThat(report.expectedLabels()).isEqualTo(8);
    assertThat(report.problems().listed())
        .extracting(Problem::kind, Problem::location)
        .contains(
            tuple(Kind.LABEL_WITHOUT_VERSION, "template-000002:replaced"),
            tuple(Kind.LABEL_WITHOUT_VERSION, "template-000003:lost"),
            tuple(Kind.LABEL_WITHOUT_TEMPLATE, "gone:production"),
            tuple(Kind.DAMAGED_LABEL, "large:damaged"),
            tuple(Kind.INVALID_KEY, "no-colon"));
    requireSound();
    try (RawStore raw = RawStore.open(target)) {
      assertThat(raw.entries("labels")).isEqualTo(3);
      assertThat(raw.get("labels", "template-000001:current")).asString().isEqualTo("2.0.0");
      assertThat(raw.get("labels", "template-000001:older")).asString().isEqualTo("1.0.0");
      assertThat(raw.get("labels", "template-000002:replacing")).asString().isEqualTo("1.0.0");
    }
  }

  @Test
  void theLogOfChangesBeginsEmptyAndTheRevisionGoesOn() {
    long revision = revision(damaged);
    try (RawStore raw = RawStore.open(damaged)) {
      RawChanges.emptied(raw).put(1, 0);
    }

    assertThat(salvage().success()).isTrue();

    try (RawStore raw = RawStore.open(target)) {
      assertThat(RawChanges.of(raw).entries()).isZero();
    }
    assertThat(revision(target)).isEqualTo(revision);
    try (LmdbRegistry registry = LmdbRegistry.builder(target).open()) {
      StepVerifier.create(registry.changes(revision - 1))
          .expectError(ChangesCompactedException.class)
          .verify(Samples.TIMEOUT);
    }
  }

  private static long revision(Path store) {
    try (LmdbRegistry registry = LmdbRegistry.builder(store).open()) {
      return await(registry.metadata()).revision();
    }
  }

  @Test
  void aTruncatedStoreIsSavedAsFarAsItGoes() throws Exception {
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, bytes.length * 3 / 4));

    SalvageReport report = salvage();

    assertThat(report.problems().listed().get(0).reason()).contains("truncated");
    requireSound();
  }

  @Test
  void withoutTheLastStateTheOneBeforeIsSaved() throws Exception {
    byte[] bytes = Files.readAllBytes(data);
    long[] transactions = new long[2];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    transactions[0] = buffer.getLong(144);
    transactions[1] = buffer.getLong(PAGE + 144);
    int newest = transactions[0] > transactions[1] ? 0 : 1;
    Arrays.fill(bytes, newest * PAGE, (newest + 1) * PAGE, (byte) 0);
    Files.write(data, bytes);

    SalvageReport report = salvage();

    assertThat(report.transactionId()).isEqualTo(transactions[1 - newest]);
    assertThat(report.templates()).isEqualTo(300);
    requireSound();
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    Files.createDirectories(target);
    Files.writeString(target.resolve("note"), "mine");

    assertThatExceptionOfType(TargetExistsException.class).isThrownBy(this::salvage);

    assertThat(target.toFile().list()).containsExactly("note");
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("damaged", "new");
  }

  @Test
  void anEmptyDirectoryMayBeThere() throws Exception {
    Files.createDirectories(target);

    assertThat(salvage().success()).isTrue();
    assertThat(target.toFile().list()).containsExactly("data.mdb");
  }

  @Test
  void whatIsNoStoreIsRefusedAndLeavesNothing() throws Exception {
    Files.writeString(data, "only a text");
    assertThatExceptionOfType(NotAStoreException.class).isThrownBy(this::salvage);
    Files.delete(data);
    try (RawStore other = RawStore.open(damaged)) {
      other.put("users", "alice", "admin");
    }
    assertThatExceptionOfType(NotAStoreException.class)
        .isThrownBy(this::salvage)
        .withMessageContaining("another program");
    assertThat(directory.toFile().list()).containsExactly("damaged");
  }

  @Test
  void aStoreOfWhichNothingIsLeftIsRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(data);
    Arrays.fill(bytes, 2 * PAGE, bytes.length, (byte) 0);
    Files.write(data, bytes);

    assertThatExceptionOfType(DamagedStoreException.class).isThrownBy(this::salvage);
    assertThat(target).doesNotExist();
  }
}
