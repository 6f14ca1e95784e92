package io.reactiveregistry.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Who closes waits for what began before, however it ends, and for nothing else. */
class UnderWayTest {

  private final UnderWay underWay = new UnderWay();
  private final AtomicBoolean ended = new AtomicBoolean();

  private void end() {
    underWay.end().subscribe(nothing -> {}, error -> {}, () -> ended.set(true));
  }

  @Test
  void withNothingUnderWayItEndsAtOnce() {
    end();

    assertThat(ended).isTrue();
  }

  @Test
  void itEndsWithTheLastCallHoweverThatEnds() {
    Sinks.One<String> first = Sinks.one();
    Sinks.One<String> second = Sinks.one();
    underWay.track(first.asMono()).subscribe();
    underWay.track(second.asMono()).subscribe(value -> {}, error -> {});
    underWay.track(Mono.never()).subscribe().dispose();

    end();
    assertThat(ended).isFalse();
    first.tryEmitValue("done").orThrow();
    assertThat(ended).isFalse();
    second.tryEmitError(new IllegalStateException()).orThrow();
    assertThat(ended).isTrue();
  }

  @Test
  void whatBeginsLaterRunsAndIsNotWaitedFor() {
    Mono<String> late = underWay.track(Mono.just("late"));
    end();

    StepVerifier.create(late).expectNext("late").verifyComplete();
    StepVerifier.create(underWay.end()).verifyComplete();
  }

  @Test
  void nothingEndsBeforeItIsAskedTo() {
    Mono<Void> end = underWay.end();
    StepVerifier.create(underWay.track(Mono.just("early"))).expectNext("early").verifyComplete();

    StepVerifier.create(end).verifyComplete();
  }
}
