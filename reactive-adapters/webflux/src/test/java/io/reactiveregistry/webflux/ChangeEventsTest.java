package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class ChangeEventsTest {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final long LATEST = 7;

  private final TestPublisher<TemplateChange> changes = TestPublisher.create();
  private final List<Long> asked = new ArrayList<>();
  private final ChangeEvents events =
      new ChangeEvents(
          Mono.just(LATEST),
          after -> {
            asked.add(after);
            return changes.flux();
          },
          HEARTBEAT);

  private static Saved saved(long revision, String id) {
    return new Saved(revision, id, "1.0.0");
  }

  private static Flux<String> ids(Flux<ServerSentEvent<Object>> events) {
    return events.map(event -> event.id() + " " + event.event());
  }

  @Test
  void fromNowBeginsBehindTheLastWrite() {
    StepVerifier.create(ids(events.fromNow()))
        .expectNext("7 null")
        .then(() -> changes.next(saved(8, "a"), saved(8, "b"), saved(9, "a")))
        .expectNext("8:1 saved", "8:2 saved", "9:1 saved")
        .thenCancel()
        .verify();
    assertThat(asked).containsExactly(7L);
    changes.assertCancelled();
  }

  @Test
  void whatTheClientKnowsOfARevisionIsNotToldAgain() {
    StepVerifier.create(ids(events.after(ChangePosition.parse("6:2", "after"))))
        .then(() -> changes.next(saved(6, "a"), saved(6, "b"), saved(6, "c"), saved(7, "a")))
        .expectNext("6:2 null", "6:3 saved", "7:1 saved")
        .thenCancel()
        .verify();
    assertThat(asked).containsExactly(5L);
  }

  /** How many changes a revision had is not known until the next one; nothing is missed by it. */
  @Test
  void aPositionBehindMoreChangesThanARevisionHasIsBehindAllOfThem() {
    StepVerifier.create(ids(events.after(ChangePosition.parse("6:99999", "after"))))
        .then(() -> changes.next(saved(6, "a"), saved(6, "b"), saved(7, "a"), saved(7, "b")))
        .expectNext("6:99999 null", "7:1 saved", "7:2 saved")
        .thenCancel()
        .verify();
  }

  @Test
  void nothingIsSentBeforeItIsCertainThatWhatFollowsIsKept() {
    StepVerifier.create(ids(events.after(ChangePosition.behind(3))))
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(50))
        .then(() -> changes.error(new ChangesCompactedException(3, 5, 7)))
        .verifyError(ChangesCompactedException.class);
  }

  @Test
  void aPositionThatIsNotReachedYetIsRefused() {
    StepVerifier.create(events.after(ChangePosition.parse("8:1", "after")))
        .verifyError(ChangesCompactedException.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void onceBegunAStreamEndsWhereTheClientIsToldWhenItComesBack() {
    StepVerifier.create(ids(events.fromNow()))
        .expectNext("7 null")
        .then(() -> changes.error(new RegistryClosedException("store")))
        .verifyComplete();
  }

  @Test
  void anyOtherErrorIsNotHidden() {
    StepVerifier.create(ids(events.fromNow()))
        .expectNext("7 null")
        .then(() -> changes.error(new StorageException("store", "read", null)))
        .verifyError(StorageException.class);
  }

  @Test
  void heartbeatsFillSilenceAndEndWithTheStream() {
    StepVerifier.withVirtualTime(events::fromNow)
        .expectNextMatches(event -> "7".equals(event.id()))
        .thenAwait(HEARTBEAT)
        .expectNextMatches(event -> event.comment() != null && event.data() == null)
        .thenAwait(HEARTBEAT)
        .expectNextMatches(event -> event.comment() != null)
        .then(changes::complete)
        .verifyComplete();
  }

  @Test
  void aClientThatDoesNotReadHoldsBoundedlyManyChanges() {
    StepVerifier.create(events.fromNow(), 1)
        .expectNextMatches(event -> "7".equals(event.id()))
        .then(() -> changes.assertMaxRequested(32))
        .thenRequest(1)
        .then(() -> changes.next(saved(8, "a")))
        .expectNextCount(1)
        .then(() -> changes.assertMaxRequested(32))
        .thenCancel()
        .verify();
  }
}
