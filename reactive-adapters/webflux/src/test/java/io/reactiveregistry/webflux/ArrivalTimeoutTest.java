package io.reactiveregistry.webflux;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class ArrivalTimeoutTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final TestPublisher<Integer> source = TestPublisher.create();
  private final Flux<Integer> limited =
      new ArrivalTimeout(LIMIT, time, () -> new IllegalStateException("late")).over(source.flux());

  @Test
  void whatDoesNotArriveInTimeIsGivenUpAndItsSourceCancelled() {
    StepVerifier.create(limited, 1)
        .then(() -> time.advanceTimeBy(LIMIT))
        .expectErrorMessage("late")
        .verify();
    source.assertCancelled();
  }

  @Test
  void theTimeBeginsAnewWithEachRequest() {
    StepVerifier.create(limited, 1)
        .then(() -> time.advanceTimeBy(LIMIT.minusMillis(1)))
        .then(() -> source.next(1))
        .expectNext(1)
        .thenRequest(1)
        .then(() -> time.advanceTimeBy(LIMIT.minusMillis(1)))
        .then(() -> source.next(2))
        .expectNext(2)
        .then(source::complete)
        .verifyComplete();
  }

  @Test
  void theTimeInWhichNothingIsAskedForDoesNotCount() {
    StepVerifier.create(limited, 1)
        .then(() -> source.next(1))
        .expectNext(1)
        .then(() -> time.advanceTimeBy(LIMIT.multipliedBy(10)))
        .thenRequest(1)
        .then(() -> source.next(2))
        .expectNext(2)
        .thenCancel()
        .verify();
  }

  @Test
  void askingForMoreGivesNoMoreTimeToWhatWasAskedForBefore() {
    StepVerifier.create(limited, 1)
        .then(() -> time.advanceTimeBy(LIMIT.minusMillis(1)))
        .thenRequest(1)
        .then(() -> time.advanceTimeBy(Duration.ofMillis(1)))
        .expectErrorMessage("late")
        .verify();
  }

  @Test
  void ofSeveralThatAreAskedForEachHasItsTime() {
    StepVerifier.create(limited, 2)
        .then(() -> time.advanceTimeBy(LIMIT.minusMillis(1)))
        .then(() -> source.next(1))
        .expectNext(1)
        .then(() -> time.advanceTimeBy(LIMIT.minusMillis(1)))
        .then(() -> source.next(2))
        .expectNext(2)
        .then(() -> time.advanceTimeBy(LIMIT.multipliedBy(10)))
        .thenCancel()
        .verify();
  }
}
