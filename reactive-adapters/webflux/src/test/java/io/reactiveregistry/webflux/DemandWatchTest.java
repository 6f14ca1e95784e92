package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class DemandWatchTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final DemandWatch watch = new DemandWatch(LIMIT, time);
  private final TestPublisher<Integer> source = TestPublisher.create();

  private boolean isStalled() {
    return Boolean.TRUE.equals(
        Mono.firstWithSignal(watch.stalled().thenReturn(true), Mono.just(false)).block());
  }

  private void expectStalled(boolean stalled) {
    assertThat(isStalled()).isEqualTo(stalled);
  }

  @Test
  void whoAsksForNothingMoreIsNoticedWhenTheTimeIsOver() {
    StepVerifier.create(watch.over(source.flux()), 1)
        .then(() -> source.next(1))
        .expectNext(1)
        .then(() -> time.advanceTimeBy(LIMIT.minusNanos(1)))
        .then(() -> expectStalled(false))
        .then(() -> time.advanceTimeBy(Duration.ofNanos(1)))
        .then(() -> expectStalled(true))
        .thenCancel()
        .verify();
  }

  @Test
  void whoAsksInTimeIsNot() {
    StepVerifier.create(watch.over(source.flux()), 1)
        .then(() -> source.next(1))
        .expectNext(1)
        .then(() -> time.advanceTimeBy(LIMIT.dividedBy(2)))
        .thenRequest(1)
        .then(() -> time.advanceTimeBy(LIMIT.multipliedBy(2)))
        .then(() -> expectStalled(false))
        .thenCancel()
        .verify();
  }

  @Test
  void aSourceThatIsSlowIsNoFaultOfTheClient() {
    StepVerifier.create(watch.over(source.flux()), 2)
        .then(() -> source.next(1))
        .expectNext(1)
        .then(() -> time.advanceTimeBy(LIMIT.multipliedBy(10)))
        .then(() -> expectStalled(false))
        .thenCancel()
        .verify();
  }

  @Test
  void whatWasGivenLastHasToBeTakenToo() {
    StepVerifier.create(watch.over(Flux.just(1)), 5).expectNext(1).expectComplete().verify();
    time.advanceTimeBy(LIMIT);
    expectStalled(true);
  }

  @Test
  void nothingIsNoticedOnceItIsDisposed() {
    StepVerifier.create(watch.over(Flux.just(1)), 5).expectNext(1).expectComplete().verify();
    watch.dispose();
    time.advanceTimeBy(LIMIT);
    expectStalled(false);
  }
}
