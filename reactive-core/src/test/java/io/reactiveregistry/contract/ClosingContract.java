package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.templates;
import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.RegistryClosedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

/** What closing promises: what was accepted is answered, what comes later is refused. */
public abstract class ClosingContract extends RegistryContract {

  @ParameterizedTest
  @EnumSource
  void everyCallAfterwardsIsRefused(Call call) {
    saveIds("a", "deleted");
    Publisher<?> assembledBefore = call.on(registry());

    assertEmpty(registry().closeAsync());

    RegistryClosedException failure = failure(RegistryClosedException.class, assembledBefore);
    failure(RegistryClosedException.class, call.on(registry()));
    assertThat(failure.registry()).isNotBlank();
    assertThat(failure.isRetryable()).isFalse();
  }

  @Test
  void noSourceIsReadAfterwards() {
    PublisherProbe<TemplateSpec> specs = PublisherProbe.of(Flux.just(template("a")));
    PublisherProbe<String> ids = PublisherProbe.of(Flux.just("a"));
    assertEmpty(registry().closeAsync());

    failure(RegistryClosedException.class, registry().saveAll(specs.flux(), 1));
    failure(RegistryClosedException.class, registry().loadAll(ids.flux()));

    specs.assertWasNotRequested();
    ids.assertWasNotRequested();
  }

  @Test
  void closingAgainCompletesAgain() {
    Mono<Void> closing = registry().closeAsync();

    assertEmpty(closing);
    assertEmpty(closing);
    assertEmpty(registry().closeAsync());
    registry().close();
    registry().close();
  }

  @Test
  void closingFromManySidesAtOnceCompletesForAll() {
    StepVerifier.create(
            Flux.range(0, 20)
                .flatMap(
                    i -> registry().closeAsync().subscribeOn(Schedulers.parallel()).thenReturn(i),
                    20))
        .expectNextCount(20)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void nothingIsClosedBeforeSubscription() {
    Mono<Void> closing = registry().closeAsync();

    save(template("a"));

    assertEmpty(closing);
    failure(RegistryClosedException.class, registry().load("a"));
  }

  @Test
  void whatWasAcceptedBeforeIsAnswered() {
    saveIds("a");
    List<Mono<?>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(subscribed(registry().save(template("t" + i))));
      answers.add(subscribed(registry().load("a")));
    }

    assertEmpty(registry().closeAsync());

    StepVerifier.create(Flux.concat(answers)).expectNextCount(100).expectComplete().verify(TIMEOUT);
  }

  @Test
  void cancellingTheCloseDoesNotStopIt() {
    registry().closeAsync().subscribe().dispose();

    await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> failure(RegistryClosedException.class, registry().count()));
    assertEmpty(registry().closeAsync());
  }

  @Test
  void aListingUnderWayEndsWithAnError() {
    get(registry().saveBatch(templates(moreThanOnePage())));

    StepVerifier.create(registry().listIds(), 1)
        .expectNext("t000000")
        .then(() -> assertEmpty(registry().closeAsync()))
        .thenRequest(Long.MAX_VALUE)
        .thenConsumeWhile(id -> true)
        .expectError(RegistryClosedException.class)
        .verify(TIMEOUT);
  }

  @Test
  void closingDoesNotWaitForASubscriberWithoutDemand() {
    saveIds("a", "b");

    StepVerifier.create(registry().listIds(), 0)
        .expectSubscription()
        .then(() -> assertEmpty(registry().closeAsync()))
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void aStreamUnderWayEndsWithAnError() {
    Flux<TemplateSpec> endless =
        Flux.<TemplateSpec, Integer>generate(
            () -> 0,
            (i, sink) -> {
              sink.next(template("t" + i));
              return i + 1;
            });

    StepVerifier.create(registry().saveAll(endless, 10), 1)
        .expectNextCount(1)
        .then(() -> registry().closeAsync().subscribe())
        .thenRequest(Long.MAX_VALUE)
        .thenConsumeWhile(commit -> true)
        .expectError(RegistryClosedException.class)
        .verify(TIMEOUT);
  }

  @Test
  void aSaveThatRacesWithTheCloseIsEitherDoneOrRefused() {
    Flux<Commit> saves =
        Flux.range(0, 200)
            .flatMap(
                i ->
                    registry()
                        .save(template("t" + i))
                        .subscribeOn(Schedulers.parallel())
                        .onErrorResume(RegistryClosedException.class, e -> Mono.empty()),
                16);

    StepVerifier.create(saves)
        .expectNextCount(1)
        .then(() -> assertEmpty(registry().closeAsync()))
        .thenConsumeWhile(commit -> true)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void closeReturnsWhenAllIsReleased() {
    save(template("a"));

    registry().close();

    failure(RegistryClosedException.class, registry().load("a"));
    assertEmpty(registry().closeAsync());
  }

  /** Subscribes now and keeps the answer for later. */
  private static <T> Mono<T> subscribed(Mono<T> call) {
    Mono<T> answer = call.cache();
    answer.subscribe(value -> {}, error -> {});
    return answer;
  }
}
