package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.templates;
import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.util.context.Context;

/** What saving and loading streams of templates promises: order, bounded demand, clear ends. */
public abstract class StreamingContract extends RegistryContract {

  /** Far more than any registry may read ahead, far less than the sources of these tests have. */
  private static final int READ_AHEAD_LIMIT = 4_096;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 8, 1_000, Integer.MAX_VALUE})
  void eachBatchIsOneCommitAndTheLastMayBeSmaller(int batchSize) {
    List<Commit> commits = all(registry().saveAll(Flux.fromIterable(templates(8)), batchSize));

    List<Integer> sizes = new ArrayList<>();
    for (int rest = 8; rest > 0; rest -= batchSize) {
      sizes.add(Math.min(rest, batchSize));
    }
    assertThat(commits).extracting(Commit::saved).containsExactlyElementsOf(sizes);
    assertThat(commits).extracting(Commit::revision).isSorted().doesNotHaveDuplicates();
    assertThat(all(registry().loadAll(registry().listIds())))
        .containsExactlyElementsOf(templates(8));
  }

  @Test
  void savingAnEmptyStreamIsEmpty() {
    assertEmpty(registry().saveAll(Flux.empty(), 10));
    assertThat(get(registry().metadata()).revision()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aBatchSizeBelowOneIsRefusedBySignal(int batchSize) {
    PublisherProbe<TemplateSpec> specs = PublisherProbe.of(Flux.just(template("a")));

    InvalidTemplateException failure =
        failure(InvalidTemplateException.class, registry().saveAll(specs.flux(), batchSize));

    assertThat(failure).hasMessageContaining("batchSize").hasMessageContaining("" + batchSize);
    specs.assertWasNotRequested();
    assertEmpty(registry().listIds());
  }

  @Test
  void aLaterBatchReplacesWhatAnEarlierOneSaved() {
    Flux<TemplateSpec> specs = Flux.range(0, 10).map(i -> template("a", "1.0.0", "body " + i));

    all(registry().saveAll(specs, 1));

    assertThat(get(registry().load("a")).template()).isEqualTo("body 9");
  }

  @Test
  void anErrorOfTheTemplatesArrivesAfterTheFullBatchesBeforeIt() {
    IllegalStateException broken = new IllegalStateException("the source broke");

    StepVerifier.create(
            registry().saveAll(Flux.fromIterable(templates(5)).concatWith(Flux.error(broken)), 2))
        .expectNextMatches(commit -> commit.saved() == 2)
        .expectNextMatches(commit -> commit.saved() == 2)
        .expectErrorSatisfies(error -> assertThat(error).isSameAs(broken))
        .verify(TIMEOUT);

    assertThat(all(registry().listIds()))
        .containsExactly("t000000", "t000001", "t000002", "t000003");
  }

  @Test
  void aBatchThatFailsEndsTheStreamAndTheOnesBeforeItStay() {
    Source<TemplateSpec> specs = new Source<>();

    StepVerifier.create(registry().saveAll(specs.flux(), 2))
        .then(() -> specs.next(template("a"), template("b")))
        .expectNextCount(1)
        .then(() -> specs.next(template("c", "1.0.0", "one"), template("c", "1.0.0", "two")))
        .expectError(InvalidTemplateException.class)
        .verify(TIMEOUT);

    specs.assertCancelled();
    assertThat(all(registry().listIds())).containsExactly("a", "b");
  }

  @Test
  void cancellingASaveStopsTheSourceAndDropsTheUnfinishedBatch() {
    PublisherProbe<TemplateSpec> specs =
        PublisherProbe.of(
            Flux.just(template("a"), template("b"), template("c")).concatWith(Flux.never()));

    StepVerifier.create(registry().saveAll(specs.flux(), 2))
        .expectNextCount(1)
        .thenCancel()
        .verify(TIMEOUT);

    await().atMost(TIMEOUT).untilAsserted(specs::assertWasCancelled);
    assertThat(all(registry().listIds())).containsExactly("a", "b");
  }

  @Test
  void nothingIsSavedAndTheSourceIsNotSubscribedBeforeSubscription() {
    PublisherProbe<TemplateSpec> specs = PublisherProbe.of(Flux.just(template("a")));

    Flux<Commit> saving = registry().saveAll(specs.flux(), 1);

    specs.assertWasNotSubscribed();
    assertThat(all(saving)).hasSize(1);
    assertThat(all(saving)).hasSize(1);
    assertThat(specs.subscribeCount()).isEqualTo(2);
  }

  @Test
  void theSourceSeesDemandForTwoBatchesOnly() {
    Pull pull = new Pull();

    StepVerifier.create(registry().saveAll(pull.of(Flux.fromIterable(templates(100))), 5), 1)
        .expectNextCount(1)
        .expectNoEvent(SILENCE)
        .then(() -> assertThat(pull.emitted).hasValueLessThanOrEqualTo(5 + 2 * 5))
        .thenRequest(Long.MAX_VALUE)
        .expectNextCount(19)
        .expectComplete()
        .verify(TIMEOUT);

    assertThat(pull.greatestOutstanding).hasValueLessThanOrEqualTo(2 * 5);
  }

  @Test
  void noMoreCommitsAreEmittedThanRequested() {
    StepVerifier.create(registry().saveAll(Flux.fromIterable(templates(6)), 2), 0)
        .expectSubscription()
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNextCount(1)
        .expectNoEvent(SILENCE)
        .thenRequest(2)
        .expectNextCount(2)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void theSourcesSeeTheContextOfTheSubscriber() {
    Flux<TemplateSpec> specs =
        Flux.deferContextual(context -> Flux.just(template(context.get("tenant"))));
    Flux<String> ids = Flux.deferContextual(context -> Flux.just(context.<String>get("tenant")));

    all(registry().saveAll(specs, 1).contextWrite(Context.of("tenant", "acme")));

    assertThat(all(registry().loadAll(ids).contextWrite(Context.of("tenant", "acme"))))
        .containsExactly(template("acme"));
  }

  @Test
  void templatesAreLoadedInTheOrderOfTheIdsRepeatedOnesIncluded() {
    get(registry().saveBatch(templates(50)));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      ids.add("t%06d".formatted((i * 37) % 50));
    }

    assertThat(all(registry().loadAll(Flux.fromIterable(ids))))
        .extracting(TemplateSpec::id)
        .containsExactlyElementsOf(ids);
  }

  @Test
  void anIdIsAnsweredWithoutWaitingForTheNext() {
    saveIds("a", "b");
    Source<String> ids = new Source<>();

    StepVerifier.create(registry().loadAll(ids.flux()))
        .then(() -> ids.next("a"))
        .expectNext(template("a"))
        .then(() -> ids.next("b"))
        .expectNext(template("b"))
        .then(ids::complete)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void anAbsentIdFailsAfterTheTemplatesBeforeItAndStopsTheIds() {
    saveIds("a", "b", "c");
    Source<String> ids = new Source<>();

    StepVerifier.create(registry().loadAll(ids.flux()))
        .then(() -> ids.next("a", "b", "absent"))
        .expectNext(template("a"), template("b"))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOfSatisfying(
                        TemplateNotFoundException.class,
                        failure -> assertThat(failure.id()).isEqualTo("absent")))
        .verify(TIMEOUT);

    ids.assertCancelled();
  }

  @Test
  void anImpossibleIdFailsAfterTheTemplatesBeforeIt() {
    saveIds("a", "b");

    StepVerifier.create(registry().loadAll(Flux.just("a", "b", "", "a")))
        .expectNext(template("a"), template("b"))
        .expectError(InvalidTemplateException.class)
        .verify(TIMEOUT);
  }

  @Test
  void anErrorOfTheIdsArrivesAfterTheTemplatesBeforeIt() {
    saveIds("a", "b");
    IllegalStateException broken = new IllegalStateException("the source broke");

    StepVerifier.create(registry().loadAll(Flux.just("a", "b").concatWith(Flux.error(broken))))
        .expectNext(template("a"), template("b"))
        .expectErrorSatisfies(error -> assertThat(error).isSameAs(broken))
        .verify(TIMEOUT);
  }

  @Test
  void loadingHonoursDemandAndPullsABoundedNumberOfIdsAhead() {
    saveIds("a");
    Pull pull = new Pull();

    StepVerifier.create(registry().loadAll(pull.of(Flux.just("a").repeat(100_000))), 0)
        .expectSubscription()
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNext(template("a"))
        .expectNoEvent(SILENCE)
        .then(() -> assertThat(pull.emitted).hasValueLessThanOrEqualTo(READ_AHEAD_LIMIT))
        .thenRequest(2)
        .expectNext(template("a"), template("a"))
        .thenCancel()
        .verify(TIMEOUT);

    assertThat(pull.greatestOutstanding).hasValueLessThanOrEqualTo(READ_AHEAD_LIMIT);
  }

  @Test
  void cancellingALoadStopsTheIds() {
    saveIds("a");
    Source<String> ids = new Source<>();

    StepVerifier.create(registry().loadAll(ids.flux()))
        .then(() -> ids.next("a"))
        .expectNext(template("a"))
        .thenCancel()
        .verify(TIMEOUT);

    ids.assertCancelled();
  }

  @Test
  void oneAssemblySubscribedTwiceLoadsTwice() {
    saveIds("a");
    PublisherProbe<String> ids = PublisherProbe.of(Flux.just("a"));
    Flux<TemplateSpec> loading = registry().loadAll(ids.flux());

    ids.assertWasNotSubscribed();
    assertThat(all(loading)).hasSize(1);
    assertThat(all(loading)).hasSize(1);
    assertThat(ids.subscribeCount()).isEqualTo(2);
  }

  /** Emits what it is told to, as soon as somebody subscribes and asks for it. */
  private static final class Source<T> {

    private final Sinks.Many<T> sink = Sinks.many().unicast().onBackpressureBuffer();
    private final PublisherProbe<T> probe = PublisherProbe.of(sink.asFlux());

    Flux<T> flux() {
      return probe.flux();
    }

    @SafeVarargs
    final void next(T... values) {
      for (T value : values) {
        sink.tryEmitNext(value).orThrow();
      }
    }

    void complete() {
      sink.tryEmitComplete().orThrow();
    }

    void assertCancelled() {
      await().atMost(TIMEOUT).untilAsserted(probe::assertWasCancelled);
    }
  }

  /** Watches what is asked of a source and what it gives. */
  private static final class Pull {

    private final AtomicLong requested = new AtomicLong();
    private final AtomicLong emitted = new AtomicLong();
    private final AtomicLong greatestOutstanding = new AtomicLong();

    <T> Flux<T> of(Flux<T> source) {
      return source
          .doOnNext(next -> emitted.incrementAndGet())
          .doOnRequest(
              n ->
                  greatestOutstanding.accumulateAndGet(
                      requested.addAndGet(n) - emitted.get(), Math::max));
    }
  }
}
