package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.lmdb.Problem.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a check finds in the labels of a store. */
@Timeout(60)
class LabelCheckTest {

  @TempDir Path directory;

  @BeforeEach
  void saveTwoVersions() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      for (String version : new String[] {"1.0.0", "2.0.0"}) {
        for (String id : new String[] {"a", "a-b", "a:b", "é"}) {
          registry.save(Samples.template(id, version)).block(Samples.TIMEOUT);
        }
      }
    }
  }

  private CheckReport check() {
    return Objects.requireNonNull(Maintenance.check(directory).block(Samples.TIMEOUT));
  }

  private List<Problem> problems() {
    return check().problems().listed();
  }

  @Test
  void labelsOnCurrentAndOlderVersionsAreSoundAndCounted() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "a:production", "1.0.0");
      raw.put("labels", "a:staging", "2.0.0");
      raw.put("labels", "a:b:production", "1.0.0");
      raw.put("labels", "a-b:production", "2.0.0");
      raw.put("labels", "é:Versuch №1", "1.0.0");
    }

    assertThat(problems()).isEmpty();
    assertThat(check().labels()).isEqualTo(5);
  }

  @Test
  void aLabelOnAVersionThatIsNotThereIsAnError() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "a:b:production", "1.5.0");
    }

    assertThat(problems())
        .extracting(Problem::kind, Problem::location, Problem::severity, Problem::repairable)
        .containsExactly(tuple(Kind.LABEL_WITHOUT_VERSION, "a:b:production", Severity.ERROR, true));
    assertThat(problems().get(0).reason()).contains("1.5.0");
    assertThat(check().success()).isFalse();
  }

  @Test
  void whatThePythonOriginalLeavesWhenItDeletesIsAWarning() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "gone:production", "1.0.0");
      raw.put("labels", "a-:b", "1.0.0");
    }

    assertThat(problems())
        .extracting(Problem::kind, Problem::location, Problem::repairable)
        .containsExactly(
            tuple(Kind.LABEL_WITHOUT_TEMPLATE, "a-:b", true),
            tuple(Kind.LABEL_WITHOUT_TEMPLATE, "gone:production", true));
    assertThat(check().success()).isTrue();
  }

  @Test
  void aVersionOfAnIdThatContinuesTheOneOfTheLabelIsNotTakenForItsOwn() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "a:production", "b:1.0.0"); // a:b:1.0.0 is there
    }

    assertThat(problems()).extracting(Problem::kind).containsExactly(Kind.DAMAGED_LABEL);
    assertThat(problems().get(0).reason()).contains("'b:1.0.0'");
  }

  @Test
  void whatIsNoVersionIsDamaged() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "a:1", new byte[] {(byte) 0xFF});
      raw.put("labels", "a:2", new byte[0]);
      raw.put("labels", "a:3", "line\nbreak");
      raw.put("labels", "a:4", new byte[100_000]);
    }

    assertThat(problems())
        .hasSize(4)
        .allMatch(problem -> problem.kind() == Kind.DAMAGED_LABEL && problem.repairable());
  }

  @Test
  void keysThatNoLabelCanHaveAreNamedEvenIfTheyAreNoText() {
    byte[] noText = {(byte) 0xFF, ':', '1'};
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", noText, new byte[] {1});
      for (String key : new String[] {"no-colon", ":x", "a:", "a:b@c", "a:line\nbreak", "a: "}) {
        raw.put("labels", key, "1.0.0");
      }
    }

    assertThat(problems())
        .hasSize(7)
        .allMatch(problem -> problem.kind() == Kind.INVALID_KEY && problem.repairable());
  }

  @Test
  void aLabelOnADamagedVersionIsNotBlamed() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("labels", "a:current", "2.0.0");
      raw.put("labels", "a:older", "1.0.0");
      raw.flipBit("templates", "a", 30);
      raw.flipBit("history", "a:1.0.0", 30);
    }

    assertThat(problems())
        .extracting(Problem::kind)
        .containsExactlyInAnyOrder(Kind.DAMAGED_RECORD, Kind.DAMAGED_VERSION);
  }

  @Test
  void labelsOfAThousandVersionsAreLookedUp() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry
          .saveBatch(
              IntStream.range(0, 1000).mapToObj(i -> Samples.template("many", "1.0." + i)).toList())
          .block(Samples.TIMEOUT);
    }
    try (RawStore raw = RawStore.openWithoutSync(directory, 1 << 26)) {
      for (int i = 0; i < 1000; i++) {
        raw.put("labels", "many:label-" + i, "1.0." + i);
      }
      raw.put("labels", "many:none", "1.0.1000");
    }

    assertThat(problems())
        .extracting(Problem::kind, Problem::location)
        .containsExactly(tuple(Kind.LABEL_WITHOUT_VERSION, "many:none"));
  }
}
