package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether this process has written since a moment. */
class CommitClockTest {

  private final CommitClock clock = new CommitClock();

  @Test
  void nothingHasHappenedSinceAMomentWithoutCommits() {
    CommitClock.Moment moment = clock.now();

    clock.advanceTo(7);

    assertThat(clock.isQuietSince(moment)).isTrue();
    assertThat(clock.now().revision()).isEqualTo(7);
  }

  @Test
  void aCommitThatBeginsLaterIsNoticedBeforeItEnds() {
    CommitClock.Moment moment = clock.now();

    clock.begin();

    assertThat(clock.isQuietSince(moment)).isFalse();
  }

  @Test
  void aCommitUnderWayAtTheMomentIsNoticed() {
    clock.begin();
    CommitClock.Moment moment = clock.now();
    assertThat(clock.isQuietSince(moment)).isFalse();

    clock.end(1, 1);

    assertThat(clock.isQuietSince(moment)).isFalse();
    assertThat(moment.revision()).isZero();
  }

  @Test
  void aCommitThatEndedBeforeIsNot() {
    clock.begin();
    clock.end(1, 1);

    CommitClock.Moment moment = clock.now();

    assertThat(moment.revision()).isEqualTo(1);
    assertThat(clock.isQuietSince(moment)).isTrue();
  }

  @Test
  void whatIsCommittedIsToldToNobodyBeforeTheObserversKnow() {
    clock.advanceTo(4);
    clock.begin();
    assertThat(clock.limit(5)).isEqualTo(4);

    clock.end(1, 5);

    assertThat(clock.limit(5)).isEqualTo(5);
    assertThat(clock.limit(9)).as("what others have written, while we write nothing").isEqualTo(9);
  }

  @Test
  void theRevisionNeverGoesBack() {
    clock.advanceTo(7);
    clock.begin();
    clock.end(1, 0);

    assertThat(clock.now().revision()).isEqualTo(7);
  }
}
