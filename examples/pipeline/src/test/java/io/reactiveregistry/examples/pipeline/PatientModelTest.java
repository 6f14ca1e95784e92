package io.reactiveregistry.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.OverloadedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** In virtual time: no test waits for a pause or a timeout. */
class PatientModelTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Answer ANSWER = new Answer("e1", "yes");

  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();

  /**
   * @param outcome what the attempt with this number, counted from 1, gives
   */
  private Mono<Answer> ask(IntFunction<Mono<Answer>> outcome) {
    return new PatientModel(
            prompt -> outcome.apply(attempts.incrementAndGet()), TIMEOUT, retries::incrementAndGet)
        .complete("well?");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aModelThatHasTooMuchToDoIsAskedAgainAfterAPause(int status) {
    StepVerifier.withVirtualTime(
            () ->
                ask(
                    attempt ->
                        attempt <= 2
                            ? Mono.error(ModelException.ofStatus(status))
                            : Mono.just(ANSWER)))
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(24)) // half of the first pause, with jitter
        .thenAwait(LONG)
        .expectNext(ANSWER)
        .expectComplete()
        .verify(PATIENCE);

    assertThat(attempts).hasValue(3);
    assertThat(retries).hasValue(2);
  }

  @Test
  void anOverloadThatDoesNotEndIsTheErrorAfterFiveAttempts() {
    StepVerifier.withVirtualTime(() -> ask(attempt -> Mono.error(ModelException.ofStatus(503))))
        .thenAwait(LONG)
        .expectErrorMessage("The model answered with status 503, it has too much to do")
        .verify(PATIENCE);

    assertThat(attempts).hasValue(5);
  }

  @Test
  void anOverloadOfTheRegistryIsOneToo() {
    StepVerifier.withVirtualTime(
            () ->
                ask(
                    attempt ->
                        attempt == 1
                            ? Mono.error(new OverloadedException("read", 1, "readQueueCapacity"))
                            : Mono.just(ANSWER)))
        .thenAwait(LONG)
        .expectNext(ANSWER)
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void anotherErrorIsNotTriedAgain() {
    StepVerifier.withVirtualTime(() -> ask(attempt -> Mono.error(ModelException.ofStatus(500))))
        .thenAwait(LONG)
        .expectErrorMessage("The model answered with status 500")
        .verify(PATIENCE);

    assertThat(attempts).hasValue(1);
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsAnErrorAndNotWaitedForAgain() {
    StepVerifier.withVirtualTime(() -> ask(attempt -> Mono.never()))
        .expectSubscription()
        .expectNoEvent(TIMEOUT.minusMillis(1))
        .thenAwait(Duration.ofMillis(1))
        .expectErrorMessage("The model did not answer within 500 ms")
        .verify(PATIENCE);

    assertThat(attempts).hasValue(1);
  }

  @Test
  void eachAttemptHasItsOwnTime() {
    StepVerifier.withVirtualTime(
            () ->
                ask(
                    attempt -> {
                      Duration almost = TIMEOUT.minusMillis(10);
                      return attempt <= 2
                          ? Mono.delay(almost).then(Mono.error(ModelException.ofStatus(429)))
                          : Mono.just(ANSWER).delayElement(almost);
                    }))
        .thenAwait(LONG)
        .expectNext(ANSWER)
        .expectComplete()
        .verify(PATIENCE);
  }
}
