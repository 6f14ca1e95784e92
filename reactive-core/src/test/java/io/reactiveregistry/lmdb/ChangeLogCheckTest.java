package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.codec.ChangeRecord;
import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.lmdb.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a check finds in the log of changes. */
@Timeout(60)
class ChangeLogCheckTest {

  private static final long LAST_REVISION = 5;

  @TempDir Path directory;

  @BeforeEach
  void writeFiveTimes() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      for (int i = 1; i <= LAST_REVISION; i++) {
        registry.save(Samples.template("a", i + ".0.0")).block(Samples.TIMEOUT);
      }
    }
  }

  /** Writes another log in place of the store's own. */
  private void write(Consumer<RawChanges> entries) {
    try (RawStore raw = RawStore.open(directory)) {
      entries.accept(RawChanges.emptied(raw));
    }
  }

  private static void writeFour(RawChanges log) {
    log.put(1, 0);
    log.put(2, 1);
    log.put(3, 2);
    log.put(4, 3);
  }

  private CheckReport check() {
    return Objects.requireNonNull(Maintenance.check(directory).block(Samples.TIMEOUT));
  }

  private List<Problem> problems() {
    return check().problems().listed();
  }

  private Problem onlyProblem() {
    assertThat(problems()).hasSize(1);
    return problems().get(0);
  }

  @Test
  void aLogWhoseEntriesFollowEachOtherIsSound() {
    write(
        log -> {
          log.put(1, 0, 0, 3);
          log.put(1, 3, 3, 2);
          log.put(1, 5, 5, 1);
          log.put(3, 0, 6, 2); // a repair has written revision 2, of which the log does not tell
          log.put(5, 0, 8, 1);
        });

    assertThat(problems()).isEmpty();
  }

  @Test
  void itMayBeginAnywhereAndEndBeforeTheLastRevision() {
    write(
        log -> {
          log.put(2, 5, 77, 3);
          log.put(3, 0, 80, 1);
        });

    assertThat(problems()).isEmpty();
  }

  @Test
  void anEmptyOneIsSoundToo() {
    write(log -> {});

    assertThat(problems()).isEmpty();
  }

  @Test
  void aDamagedEntryIsNamedAndNothingIsMissingBehindIt() {
    write(
        log -> {
          writeFour(log);
          log.damage(2, 0);
        });

    assertThat(onlyProblem().kind()).isEqualTo(Kind.DAMAGED_CHANGE);
    assertThat(onlyProblem().severity()).isEqualTo(Severity.ERROR);
    assertThat(onlyProblem().location()).isEqualTo("revision 2, change 0");
    assertThat(onlyProblem().reason()).contains("checksum");
    assertThat(onlyProblem().repairable()).isTrue();
  }

  @Test
  void anEntryThatIsMissingIsNoticedAtTheNextOne() {
    write(
        log -> {
          writeFour(log);
          log.remove(2, 0);
        });

    assertThat(onlyProblem().kind()).isEqualTo(Kind.MISSING_CHANGES);
    assertThat(onlyProblem().location()).isEqualTo("revision 3, change 0");
    assertThat(onlyProblem().reason())
        .isEqualTo("ordinal 2 does not follow ordinal 0 with 1 changes at revision 1, change 0");
    assertThat(check().success()).isFalse();
  }

  @Test
  void soIsOneThatIsMissingAmidARevisionOrAtItsBeginning() {
    write(
        log -> {
          log.put(1, 0, 0, 3);
          log.put(1, 4, 3, 1);
          log.put(2, 1, 4, 1);
        });

    assertThat(problems())
        .extracting(Problem::kind, Problem::location)
        .containsExactly(
            tuple(Kind.MISSING_CHANGES, "revision 1, change 4"),
            tuple(Kind.MISSING_CHANGES, "revision 2, change 1"));
  }

  @Test
  void anEntryMayNotBeAheadOfTheStore() {
    write(
        log -> {
          log.put(5, 0);
          log.put(6, 1);
          log.put(Long.MAX_VALUE, 2);
        });

    assertThat(problems())
        .extracting(Problem::kind, Problem::location)
        .containsExactly(
            tuple(Kind.CHANGE_BEYOND_REVISION, "revision 6, change 0"),
            tuple(Kind.CHANGE_BEYOND_REVISION, "revision %d, change 0".formatted(Long.MAX_VALUE)));
    assertThat(problems().get(0).reason()).contains("is 5");
  }

  @Test
  void whereTheRevisionIsUnreadableNothingIsAheadOfIt() {
    write(ChangeLogCheckTest::writeFour);
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.revision", "no number");
    }

    assertThat(onlyProblem().kind()).isEqualTo(Kind.UNREADABLE_METADATA);
  }

  @Test
  void whereTheRevisionIsMissingEverythingIsAheadOfIt() {
    write(log -> log.put(1, 0));
    try (RawStore raw = RawStore.open(directory)) {
      raw.delete("metadata", "reactive.revision");
    }

    assertThat(onlyProblem().kind()).isEqualTo(Kind.CHANGE_BEYOND_REVISION);
  }

  @Test
  void keysThatNoEntryCanHaveAreNamed() {
    byte[] value = RawChanges.entry(1, 0, 1).encode();
    write(
        log -> {
          log.put(new byte[] {1}, value);
          log.put(new byte[13], value);
          log.put(RawChanges.key(0, 0), value);
          log.put(RawChanges.key(-1, 0), value);
          log.put(RawChanges.key(1, -1), value);
          log.put("a:production".getBytes(StandardCharsets.UTF_8), value); // of twelve bytes too
        });

    assertThat(problems()).hasSize(6);
    assertThat(problems())
        .filteredOn(problem -> problem.kind() == Kind.INVALID_KEY)
        .hasSize(5)
        .allMatch(Problem::repairable);
    assertThat(problems())
        .filteredOn(problem -> problem.kind() == Kind.CHANGE_BEYOND_REVISION)
        .hasSize(1);
  }

  @Test
  void behindAKeyThatNoEntryCanHaveNothingIsMissing() {
    write(
        log -> {
          log.put(1, 0);
          log.put(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 1}, new byte[0]);
          log.put(3, 2);
        });

    assertThat(onlyProblem().kind()).isEqualTo(Kind.INVALID_KEY);
  }

  @Test
  void whatCanBeDecodedButNobodyWritesIsDamaged() {
    write(
        log -> {
          log.put(RawChanges.key(1, 0), new ChangeRecord(0, List.of()).encode());
          log.put(
              RawChanges.key(2, 0),
              new ChangeRecord(-1, List.of(new Saved(2, "a", "1.0.0"))).encode());
          log.put(RawChanges.key(3, 0), new byte[0]);
          log.put(RawChanges.key(4, 0), new byte[50_000]);
        });

    assertThat(problems()).hasSize(4).allMatch(problem -> problem.kind() == Kind.DAMAGED_CHANGE);
  }

  @Test
  void thatSomebodyElseWasTheLastToWriteIsNoProblem() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.transaction", StoredInteger.encode(4711));
    }

    assertThat(problems()).isEmpty();
  }

  @Test
  void anUnreadableNumberOfATransactionIs() {
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("metadata", "reactive.transaction", "no number");
    }

    assertThat(onlyProblem().kind()).isEqualTo(Kind.UNREADABLE_METADATA);
    assertThat(onlyProblem().location()).isEqualTo("reactive.transaction");
  }
}
