package io.reactiveregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Shows that BlockHound watches all these tests: what must not block is caught when it does. */
class BlockHoundTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @Test
  void sleepingOnAThreadThatMustNotBlockIsCaught() {
    StepVerifier.create(onParallel(BlockHoundTest::sleep))
        .expectErrorSatisfies(
            error -> assertThat(error).hasRootCauseInstanceOf(BlockingOperationError.class))
        .verify(TIMEOUT);
  }

  @Test
  void parkingOnAThreadThatMustNotBlockIsCaught() {
    StepVerifier.create(onParallel(() -> LockSupport.parkNanos(1)))
        .expectErrorSatisfies(
            error -> assertThat(error).hasRootCauseInstanceOf(BlockingOperationError.class))
        .verify(TIMEOUT);
  }

  @Test
  void workThatDoesNotBlockIsNot() {
    StepVerifier.create(onParallel(() -> {})).expectComplete().verify(TIMEOUT);
  }

  private static Mono<Void> onParallel(Runnable work) {
    return Mono.<Void>fromRunnable(work)
        .subscribeOn(Schedulers.parallel())
        .onErrorMap(error -> new AssertionError("The work failed", error));
  }

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
