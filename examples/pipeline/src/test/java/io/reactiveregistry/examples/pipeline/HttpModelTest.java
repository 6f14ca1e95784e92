package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.examples.pipeline.PlayedModel.Behaviour;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class HttpModelTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static void ask(Behaviour behaviour, java.util.function.Consumer<Mono<Answer>> check) {
    try (PlayedModel played = PlayedModel.start(1, behaviour)) {
      check.accept(
          new HttpModel(played.client())
              .complete("How are you, Ägidius?")
              .contextWrite(Correlation.of("event-7")));
    }
  }

  @Test
  void thePromptIsAnsweredAndTheIdComesBackThroughTheHeader() {
    ask(
        new Behaviour(Duration.ZERO, Duration.ofMillis(1), 0, 0),
        answer ->
            StepVerifier.create(answer)
                .expectNext(new Answer("event-7", "I have read How are you, Ägidius?"))
                .expectComplete()
                .verify(PATIENCE));
  }

  @Test
  void aRefusalIsAnOverload() {
    ask(
        new Behaviour(Duration.ZERO, Duration.ofMillis(1), 1, 0),
        answer ->
            StepVerifier.create(answer)
                .expectErrorMatches(
                    error -> error instanceof ModelException refused && refused.isOverloaded())
                .verify(PATIENCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"größe-7", "事件-7", "\uD83D\uDE00", "50% off+more /&=", "two\nlines"})
  void anyIdComesBackAsItWas(String id) {
    try (PlayedModel played =
        PlayedModel.start(1, new Behaviour(Duration.ZERO, Duration.ofMillis(1), 0, 0))) {
      StepVerifier.create(
              new HttpModel(played.client()).complete("?").contextWrite(Correlation.of(id)))
          .expectNext(new Answer(id, "I have read ?"))
          .expectComplete()
          .verify(PATIENCE);
    }
  }
}
