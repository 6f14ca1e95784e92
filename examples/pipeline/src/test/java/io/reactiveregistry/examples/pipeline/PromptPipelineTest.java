package io.reactiveregistry.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.jinja.TemplateRenderer;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

class PromptPipelineTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LONGER_THAN_A_PAUSE = Duration.ofSeconds(2);
  private static final int CONCURRENCY = 4;

  @TempDir Path directory;
  private Vault templates;
  private final TemplateRenderer renderer = TemplateRenderer.create();
  private final Statistics statistics = new Statistics();

  @BeforeEach
  void open() {
    templates = Vault.over(LmdbRegistry.builder(directory.resolve("store")).open()).build();
    templates
        .saveBatch(
            List.of(greeting(), TemplateSpec.builder("broken").template("{{ 1 / 0 }}").build()))
        .block(PATIENCE);
  }

  @AfterEach
  void close() {
    templates.close();
    renderer.close();
  }

  private PromptPipeline pipeline(Model model) {
    return new PromptPipeline(templates, renderer, model, CONCURRENCY, statistics);
  }

  /** One whose model has never too much to do. */
  private PromptPipeline pipeline(ReactiveRegistry from, TemplateRenderer by) {
    return new PromptPipeline(from, by, PromptPipelineTest::echo, CONCURRENCY, statistics);
  }

  private static TemplateSpec greeting() {
    return TemplateSpec.builder("greeting").template("Hello").build();
  }

  private static String line(int id, String template) {
    return "{\"id\":\"e%d\",\"template\":\"%s\"}".formatted(id, template);
  }

  private static Flux<String> lines(int count) {
    return Flux.range(1, count).map(id -> line(id, "greeting"));
  }

  /** Answers with what it was asked. */
  private static Mono<Answer> echo(String prompt) {
    return Correlation.current().map(id -> new Answer(id, prompt));
  }

  @Test
  void anEventBecomesAnAnswerThatCarriesItsId() {
    StepVerifier.create(pipeline(PromptPipelineTest::echo).process(lines(1)))
        .expectNext(new Result("e1", "Hello", null))
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void whatGoesWrongWithOneEventIsItsResultAndTheOthersGoOn() {
    Flux<String> lines =
        Flux.just(
            line(1, "greeting"),
            line(2, "absent"),
            "{broken",
            line(4, "broken"),
            "{\"id\":\"e5\"}",
            line(6, "greeting"));

    List<Result> results =
        pipeline(PromptPipelineTest::echo).process(lines).collectList().block(PATIENCE);

    assertThat(results)
        .extracting(Result::id, Result::isAnswered)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("e1", true),
            org.assertj.core.groups.Tuple.tuple("e2", false),
            org.assertj.core.groups.Tuple.tuple("line 3", false),
            org.assertj.core.groups.Tuple.tuple("e4", false),
            org.assertj.core.groups.Tuple.tuple("line 5", false),
            org.assertj.core.groups.Tuple.tuple("e6", true));
    assertThat(results)
        .filteredOn(result -> result.id().equals("e2"))
        .singleElement()
        .satisfies(
            result -> assertThat(result.error()).contains("No template has the id 'absent'"));
    assertThat(statistics.answered()).isEqualTo(2);
    assertThat(statistics.failed()).isEqualTo(4);
  }

  @Test
  void neverMoreEventsAreUnderWayThanAllowed() {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Model model =
        prompt ->
            Mono.defer(
                () -> {
                  most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                  return echo(prompt)
                      .delayElement(Duration.ofMillis(2))
                      .doOnTerminate(underWay::decrementAndGet);
                });

    StepVerifier.create(pipeline(model).process(lines(100)))
        .expectNextCount(100)
        .expectComplete()
        .verify(PATIENCE);

    assertThat(most.get()).isBetween(1, CONCURRENCY);
  }

  @Test
  void aSinkThatTakesNothingHoldsTheSourceBack() {
    AtomicInteger read = new AtomicInteger();
    Flux<Result> results =
        pipeline(PromptPipelineTest::echo)
            .process(lines(100).doOnNext(line -> read.incrementAndGet()));

    StepVerifier.Step<Result> steps = StepVerifier.create(results, 0).expectSubscription();
    for (int taken = 1; taken <= 20; taken++) {
      int limit = taken + CONCURRENCY;
      steps =
          steps
              .thenRequest(1)
              .expectNextCount(1)
              .then(() -> assertThat(read.get()).isLessThanOrEqualTo(limit));
    }
    steps.thenCancel().verify(PATIENCE);

    assertThat(read.get()).isLessThanOrEqualTo(20 + CONCURRENCY);
  }

  @Test
  void theSourceIsAskedForNoMoreThanMayBeUnderWayAndIsCancelledWithThePipeline() {
    TestPublisher<String> source = TestPublisher.create();
    Sinks.One<Answer> never = Sinks.one();
    PublisherProbe<Answer> asked = PublisherProbe.of(never.asMono());
    Sinks.Empty<Void> begun = Sinks.empty();
    Model model = prompt -> asked.mono().doOnSubscribe(subscription -> begun.tryEmitEmpty());

    StepVerifier.create(pipeline(model).process(source.flux()))
        .then(
            () -> {
              source.assertMaxRequested(CONCURRENCY);
              source.next(line(1, "greeting"));
              begun.asMono().block(PATIENCE);
            })
        .thenCancel()
        .verify(PATIENCE);

    source.assertWasCancelled();
    // The cancellation may meet the subscription, which another thread makes, on its way.
    await().atMost(PATIENCE).untilAsserted(asked::assertWasCancelled);
  }

  @Test
  void theContextOfTheSubscriberReachesTheModelBesideTheIdOfTheEvent() {
    Model model =
        prompt ->
            Mono.deferContextual(
                context ->
                    Mono.just(
                        new Answer(context.get(Correlation.KEY), context.<String>get("tenant"))));

    StepVerifier.create(
            pipeline(model).process(lines(1)).contextWrite(Context.of("tenant", "acme")))
        .expectNext(new Result("e1", "acme", null))
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void whoeverIsOverloadedIsAskedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    Model model =
        new PatientModel(
            prompt ->
                attempts.incrementAndGet() < 3
                    ? Mono.error(new OverloadedException("read", 1, "readQueueCapacity"))
                    : echo(prompt),
            PATIENCE,
            statistics::retried);

    StepVerifier.create(pipeline(model).process(lines(1)))
        .expectNext(new Result("e1", "Hello", null))
        .expectComplete()
        .verify(PATIENCE);

    assertThat(statistics.retries()).isEqualTo(2);
  }

  @Test
  void aTemplateIsAskedForAgainWhenTheStoreHasTooManyReads() {
    try (BusyStore store = BusyStore.open(directory.resolve("busy"), greeting())) {
      assertThat(resultOfARetry(pipeline(store.templates(), renderer), store::release))
          .isEqualTo(new Result("e1", "Hello", null));
    }
    assertThat(statistics.retries()).isEqualTo(1);
  }

  @Test
  void aPromptIsAskedForAgainWhenTheRendererHasTooManyRenderings() {
    try (BusyRenderer busy = BusyRenderer.start(greeting())) {
      assertThat(resultOfARetry(pipeline(templates, busy.renderer()), busy::release))
          .isEqualTo(new Result("e1", "Hello", null));
    }
    assertThat(statistics.retries()).isEqualTo(1);
  }

  @Test
  void anOverloadThatLastsIsTheResultAfterFourMoreAttempts() {
    try (BusyStore store = BusyStore.open(directory.resolve("busy"), greeting())) {
      Result result = resultOfARetry(pipeline(store.templates(), renderer), () -> {});

      assertThat(result.id()).isEqualTo("e1");
      assertThat(result.error()).contains("readQueueCapacity");
    }
    assertThat(statistics.retries()).isEqualTo(4);
  }

  /** What becomes of an event that is refused once, and then again unless the change helps. */
  private Result resultOfARetry(PromptPipeline pipeline, Runnable change) {
    VirtualTimeScheduler clock = VirtualTimeScheduler.getOrSet(); // for the pauses
    try {
      CompletableFuture<Result> result = pipeline.process(lines(1)).single().toFuture();
      await().atMost(PATIENCE).until(() -> statistics.retries() == 1 || result.isDone());
      change.run();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                clock.advanceTimeBy(LONGER_THAN_A_PAUSE);
                return result.isDone();
              });
      return result.join();
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void theSharesOfTheStepsAreToldInPercent() {
    StepVerifier.create(pipeline(PromptPipelineTest::echo).process(lines(10)))
        .expectNextCount(10)
        .expectComplete()
        .verify(PATIENCE);

    assertThat(statistics.shares())
        .matches("load \\d+\\.\\d %, render \\d+\\.\\d %, model \\d+\\.\\d %");
  }
}
