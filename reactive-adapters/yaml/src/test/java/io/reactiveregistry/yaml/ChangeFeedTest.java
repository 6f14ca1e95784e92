package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.RegistryClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.subscriber.TestSubscriber;

class ChangeFeedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofMillis(50);
  private static final int CAPACITY = 1_000;

  private final PublisherProbe<Object> watch = PublisherProbe.of(Flux.never());
  private final ChangeFeed feed =
      new ChangeFeed(CAPACITY, watch.flux(), () -> new RegistryClosedException("tree"));

  @Test
  void tellsWhatHappensAfterTheSubscription() {
    tell(1);

    StepVerifier.create(feed.live())
        .then(() -> tell(2, 3))
        .expectNext(change(2), change(3))
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void passesFromWhatIsKeptToWhatHappensWithoutAGap() {
    tell(1, 2, 3);

    StepVerifier.create(feed.after(1))
        .expectNext(change(2), change(3))
        .then(() -> tell(4))
        .expectNext(change(4))
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void tellsAsMuchAsThereIsDemandFor() {
    tell(1, 2);

    StepVerifier.create(feed.after(0), 0)
        .expectSubscription()
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNext(change(1))
        .expectNoEvent(SILENCE)
        .thenRequest(2)
        .expectNext(change(2))
        .then(() -> tell(3))
        .expectNext(change(3))
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void tellsEverythingToOneWhoIsFarBehind() {
    tell(LongStream.rangeClosed(1, CAPACITY).toArray());

    StepVerifier.create(feed.after(0).take(CAPACITY))
        .recordWith(ArrayList::new)
        .thenConsumeWhile(change -> true)
        .consumeRecordedWith(
            changes ->
                assertThat(changes)
                    .extracting(TemplateChange::revision)
                    .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, CAPACITY).boxed().toList()))
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void failsForOneWhoIsTooFarBehindWhenItAsksAgain() {
    StepVerifier.create(feed.live(), 1)
        .then(() -> tell(1))
        .expectNext(change(1))
        .then(() -> tell(LongStream.rangeClosed(2, CAPACITY + 2).toArray()))
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectErrorSatisfies(
            error -> {
              assertThat(error).isInstanceOf(ChangesCompactedException.class);
              assertThat(((ChangesCompactedException) error).afterRevision()).isEqualTo(1);
              assertThat(((ChangesCompactedException) error).oldestAvailable()).isEqualTo(2);
            })
        .verify(PATIENCE);
  }

  @Test
  void isNotHeldUpByOneWhoNeverAsks() {
    TestSubscriber<TemplateChange> stuck = TestSubscriber.builder().initialRequest(0).build();
    feed.live().subscribe(stuck);

    StepVerifier.create(feed.live())
        .then(() -> tell(1, 2))
        .expectNext(change(1), change(2))
        .thenCancel()
        .verify(PATIENCE);

    assertThat(stuck.getReceivedOnNext()).isEmpty();
    stuck.cancel();
  }

  @Test
  void neverSignalsOnTheThreadThatTells() {
    Thread teller = Thread.currentThread();

    StepVerifier.create(
            feed.live()
                .map(c -> Thread.currentThread() != teller && Schedulers.isInNonBlockingThread()))
        .then(() -> tell(1, 2))
        .expectNext(true, true)
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void keepsWatchingWhileSomebodyFollows() {
    StepVerifier.create(feed.live())
        .expectSubscription()
        .then(watch::assertWasSubscribed)
        .then(watch::assertWasNotCancelled)
        .thenCancel()
        .verify(PATIENCE);

    watch.assertWasCancelled();
  }

  @Test
  void doesNotWatchForAFollowerThatIsRefused() {
    StepVerifier.create(feed.after(1))
        .expectError(ChangesCompactedException.class)
        .verify(PATIENCE);

    watch.assertWasNotSubscribed();
  }

  @Test
  void endsAfterWhatWasToldBefore() {
    StepVerifier.create(feed.live(), 0)
        .expectSubscription()
        .then(() -> tell(1))
        .thenRequest(5)
        .then(() -> feed.end())
        .expectNext(change(1))
        .expectError(RegistryClosedException.class)
        .verify(PATIENCE);

    await().atMost(PATIENCE).untilAsserted(watch::assertWasCancelled); // behind the signal
  }

  @Test
  void endsAtOnceForOneWithoutDemand() {
    tell(1);

    StepVerifier.create(feed.after(0), 0)
        .expectSubscription()
        .then(() -> feed.end())
        .expectError(RegistryClosedException.class)
        .verify(PATIENCE);
  }

  @Test
  void endsForOneWhoComesTooLate() {
    feed.end();

    StepVerifier.create(feed.live(), 0).expectError(RegistryClosedException.class).verify(PATIENCE);
  }

  private void tell(long... revisions) {
    for (long revision : revisions) {
      feed.tell(List.of(change(revision)));
    }
  }

  private static TemplateChange change(long revision) {
    return new TemplateChange.Saved(revision, "a", "1.0.0");
  }
}
