package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.ChangesCompactedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ChangeLogTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChangeLog log = new ChangeLog(4);

  @Test
  void givesWhatFollowsARevisionOnceAndInOrder() {
    append(1, 2);
    append(2, 1);

    assertThat(rest(log.after(0))).containsExactly("1/0", "1/1", "2/0");
    assertThat(rest(log.after(1))).containsExactly("2/0");
    assertThat(rest(log.after(2))).isEmpty();
  }

  @Test
  void goesOnFromACursorThatHasReadEverything() {
    ChangeLog.Cursor cursor = log.end();
    assertThat(rest(cursor)).isEmpty();

    append(1, 1);
    assertThat(rest(cursor)).containsExactly("1/0");
    append(2, 1);
    assertThat(rest(cursor)).containsExactly("2/0");
  }

  @Test
  void refusesARevisionThatIsNotReached() {
    append(1, 1);

    assertCompacted(() -> log.after(2), 2, 0, 1);
  }

  @Test
  void keepsSoManyChangesAndNoMore() {
    append(1, 1);
    append(2, 2);
    append(3, 2);

    assertThat(rest(log.after(1))).containsExactly("2/0", "2/1", "3/0", "3/1");
    assertCompacted(() -> log.after(0), 0, 1, 3);
  }

  @Test
  void keepsNoRevisionOfWhichAPartIsGivenUp() {
    append(1, 2);
    append(2, 3);

    assertThat(rest(log.after(1))).containsExactly("2/0", "2/1", "2/2");
    assertCompacted(() -> log.after(0), 0, 1, 2);
  }

  @Test
  void givesUpAllButTheEndOfAWriteThatIsGreaterThanItself() {
    append(1, 1);
    append(2, 6);

    assertCompacted(() -> log.after(1), 1, 2, 2);
    assertThat(rest(log.after(2))).isEmpty();
    append(3, 1);
    assertThat(rest(log.after(2))).containsExactly("3/0");
  }

  @Test
  void tellsACursorThatItWasOvertaken() {
    append(1, 1);
    ChangeLog.Cursor cursor = log.after(0);
    assertThat(cursor.next()).isNotNull();
    append(2, 1);
    append(3, 4);

    assertCompacted(cursor::next, 1, 2, 3);
  }

  @Test
  void doesNotCountARevisionAsKnownBeforeAllOfItIsRead() {
    append(1, 2);
    ChangeLog.Cursor cursor = log.after(0);
    assertThat(cursor.next()).isNotNull();
    append(2, 4);

    assertCompacted(cursor::next, 0, 1, 2);
  }

  @Test
  void goesOnInTheMiddleOfARevisionWhoseBeginningIsGivenUp() {
    append(1, 3);
    ChangeLog.Cursor cursor = log.after(0);
    assertThat(cursor.next()).isNotNull();
    append(2, 2);

    assertThat(rest(cursor)).containsExactly("1/1", "1/2", "2/0", "2/1");
  }

  @Test
  void leavesNoGapForReadersThatRaceWithTheWriter() {
    int writes = 100_000;
    Mono<?> writer =
        Mono.fromRunnable(() -> IntStream.rangeClosed(1, writes).forEach(i -> append(i, 1 + i % 3)))
            .subscribeOn(Schedulers.boundedElastic());
    Flux<Boolean> readers =
        Flux.range(0, 3)
            .flatMap(
                i ->
                    Mono.fromCallable(() -> readsWithoutGap(writes))
                        .subscribeOn(Schedulers.boundedElastic()));

    assertThat(
            writer.thenMany(Flux.<Boolean>empty()).mergeWith(readers).collectList().block(PATIENCE))
        .containsExactly(true, true, true);
  }

  /** Reads to the last revision, going on from what is kept whenever it was overtaken. */
  private boolean readsWithoutGap(long last) {
    long known = 0;
    while (known < last) {
      try {
        ChangeLog.Cursor cursor = log.after(known);
        long expectedRevision = known;
        int expectedIndex = Integer.MAX_VALUE;
        for (TemplateChange change = cursor.next(); change != null; change = cursor.next()) {
          TemplateChange.Saved saved = (TemplateChange.Saved) change;
          boolean begins = saved.revision() != expectedRevision;
          expectedIndex = begins ? 0 : expectedIndex + 1;
          expectedRevision = begins ? expectedRevision + 1 : expectedRevision;
          if (saved.revision() != expectedRevision
              || !saved.version().equals(String.valueOf(expectedIndex))) {
            return false;
          }
          known = saved.revision() - 1;
        }
        known = expectedRevision;
      } catch (ChangesCompactedException e) {
        if (e.oldestAvailable() <= e.afterRevision() || e.latest() < e.oldestAvailable()) {
          return false;
        }
        known = e.oldestAvailable();
      }
    }
    return true;
  }

  /** Saves of which each names its revision and its index within that revision. */
  private void append(long revision, int changes) {
    log.append(
        IntStream.range(0, changes)
            .<TemplateChange>mapToObj(i -> new TemplateChange.Saved(revision, "id", "" + i))
            .toList());
  }

  private static List<String> rest(ChangeLog.Cursor cursor) {
    List<String> changes = new ArrayList<>();
    for (TemplateChange change = cursor.next(); change != null; change = cursor.next()) {
      TemplateChange.Saved saved = (TemplateChange.Saved) change;
      changes.add(saved.revision() + "/" + saved.version());
    }
    return changes;
  }

  private static void assertCompacted(
      Supplier<?> call, long afterRevision, long oldestAvailable, long latest) {
    ChangesCompactedException failure =
        catchThrowableOfType(ChangesCompactedException.class, call::get);
    assertThat(failure).isNotNull();
    assertThat(failure.afterRevision()).isEqualTo(afterRevision);
    assertThat(failure.oldestAvailable()).isEqualTo(oldestAvailable);
    assertThat(failure.latest()).isEqualTo(latest);
  }
}
