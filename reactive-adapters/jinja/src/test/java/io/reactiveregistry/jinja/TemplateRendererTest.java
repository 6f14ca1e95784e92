package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidInputException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RenderingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What a caller of the renderer can rely on. */
class TemplateRendererTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Takes its whole time limit. */
  private static final String ENDLESS =
      "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}";

  private final TemplateRenderer renderer = TemplateRenderer.create();

  @AfterEach
  void close() {
    renderer.close();
  }

  @Test
  void aTemplateIsFilledInWithItsInputs() {
    TemplateSpec spec =
        TemplateSpec.builder("greeting")
            .template("Hello {{ name }}, {{ count }} new{{ ' and more' if more }}!")
            .input("name", InputSpec.required(InputType.STRING))
            .input("count", InputSpec.optional(InputType.NUMBER, 0))
            .input("more", InputSpec.optional(InputType.BOOLEAN, false))
            .build();

    StepVerifier.create(renderer.render(spec, Map.of("name", "Ada", "more", "yes")))
        .expectNext("Hello Ada, 0 new and more!")
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void inputsThatTheTemplateDoesNotDeclareAreDropped() {
    assertThat(text("[{{ undeclared }}]", Map.of("undeclared", 1))).isEqualTo("[]");
  }

  @Test
  void aBareTextDeclaresNothingAndTakesEveryInputAsItIs() {
    Map<String, Object> inputs = new HashMap<>(Map.of("xs", List.of(1, "b"), "n", 1.5f));
    inputs.put("nothing", null);

    assertThat(renderer.renderOnCallingThread("{{ xs }} {{ n }} {{ nothing }}", inputs))
        .isEqualTo("[1, 'b'] 1.5 None");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> renderer.renderOnCallingThread("", Map.of("o", new Object())))
        .withMessageContaining("'o'");
  }

  @Test
  void anInputOfTheWrongTypeIsNamed() {
    TemplateSpec spec =
        TemplateSpec.builder("a").input("count", InputSpec.required(InputType.NUMBER)).build();

    StepVerifier.create(renderer.render(spec, Map.of("count", "many")))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("'count'"))
        .verify(TIMEOUT);
  }

  @Test
  void anInputThatHoldsAnObjectIsRefused() {
    StepVerifier.create(
            renderer.render(declaring("{{ x }}", "x"), Map.of("x", Map.of("o", new Object()))))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("java.lang.Object")
                    .hasMessageContaining("give null"))
        .verify(TIMEOUT);
  }

  @Test
  void anInputThatContainsItselfIsRefused() {
    Map<String, Object> circular = new HashMap<>();
    circular.put("self", circular);

    StepVerifier.create(renderer.render(declaring("{{ x }}", "x"), Map.of("x", circular)))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("contains itself"))
        .verify(TIMEOUT);
  }

  @Test
  void inputsAreCopiedAtSubscriptionSoThatTheCallerMayChangeThem() {
    List<Object> list = new ArrayList<>(List.of(1));
    Map<String, Object> map = new HashMap<>(Map.of("list", list));
    AtomicReference<Runnable> waiting = new AtomicReference<>();
    try (TemplateRenderer onDemand =
        TemplateRenderer.builder().scheduler(Schedulers.fromExecutor(waiting::set)).build()) {
      Mono<String> text = onDemand.render(declaring("{{ x.list }}", "x"), Map.of("x", map)).cache();
      Disposable subscription = text.subscribe();
      list.add(2);
      waiting.get().run();

      StepVerifier.create(text).expectNext("[1]").expectComplete().verify(TIMEOUT);
      assertThat(subscription.isDisposed()).isTrue();
    }
  }

  @Test
  void nothingHappensBeforeSubscriptionAndEachSubscriptionRendersAnew() {
    Map<String, Object> inputs = new HashMap<>(Map.of("x", Map.of("n", 1)));
    Mono<String> text = renderer.render(declaring("{{ x.n }}", "x"), inputs);

    inputs.put("x", Map.of("n", 2));
    StepVerifier.create(text).expectNext("2").expectComplete().verify(TIMEOUT);
    inputs.put("x", Map.of("n", 3));
    StepVerifier.create(text).expectNext("3").expectComplete().verify(TIMEOUT);
  }

  @Test
  void aTemplateIsEvaluatedOnAThreadOfTheRenderer() {
    StepVerifier.create(
            Mono.defer(() -> renderer.render(template("x"), Map.of()))
                .map(text -> Thread.currentThread().getName())
                .subscribeOn(Schedulers.parallel()))
        .expectNextMatches(thread -> thread.startsWith("template-renderer"))
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void theContextOfTheSubscriberSurvives() {
    StepVerifier.create(
            renderer
                .render(template("x"), Map.of())
                .flatMap(text -> Mono.deferContextual(context -> Mono.just(context.get("key"))))
                .contextWrite(context -> context.put("key", "value")))
        .expectNext("value")
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void anErrorNamesTheTemplateTheLineAndTheExpression() {
    TemplateSpec spec =
        TemplateSpec.builder("support/reply")
            .version("1.2.0")
            .template("first\nsecond\n{{ user.name.first }}\nfourth")
            .build();

    StepVerifier.create(renderer.render(spec, Map.of()))
        .expectErrorSatisfies(
            error -> {
              RenderingException rendering = (RenderingException) error;
              assertThat(rendering.templateId()).isEqualTo("support/reply");
              assertThat(rendering.version()).isEqualTo("1.2.0");
              assertThat(rendering.line()).isEqualTo(3);
              assertThat(rendering.expression()).isEqualTo("user.name.first");
              assertThat(rendering.reason()).startsWith("'user' is unknown; declare it");
              assertThat(rendering.isRetryable()).isFalse();
            })
        .verify(TIMEOUT);
  }

  @Test
  void whatIsMalformedIsToldWithItsLineWhereverItStands() {
    assertThat(lineOf("one\n{% if x %}\nthree {{ 1 + }}\n{% endif %}")).isEqualTo(3);
    assertThat(lineOf("one\ntwo\n{% unknown %}")).isEqualTo(3);
    assertThat(lineOf("one\n{% for x of y %}{% endfor %}")).isEqualTo(2);
    assertThat(lineOf("one\n\n{{ x|nonsense }}")).isEqualTo(3);
    assertThat(lineOf("a {#- one\n\ntwo -#}\n\n{{ 1 / 0 }}")).isEqualTo(5);
    assertThat(lineOf("{% macro m() %}\n\n{{ 1 / 0 }}{% endmacro %}\n\n{{ m() }}")).isEqualTo(3);
  }

  @Test
  void unknownVariablesAreEmptyUnlessTheyAreToFail() {
    assertThat(text("[{{ missing }}{% if missing %}x{% endif %}]", Map.of())).isEqualTo("[]");
    try (TemplateRenderer strict = TemplateRenderer.builder().failOnUnknownVariables().build()) {
      for (String use :
          List.of(
              "{{ missing }}",
              "{% if missing %}{% endif %}",
              "{% for x in missing %}{% endfor %}",
              "{{ missing|upper }}",
              "{{ missing ~ '' }}",
              "{{ missing == 1 }}",
              "{{ missing is none }}",
              "{{ x.missing }}",
              "{{ x['missing'] }}",
              "{{ [missing] }}",
              "{{ not missing }}",
              "{{ 1 if missing }}")) {
        assertThatExceptionOfType(RenderingException.class)
            .as(use)
            .isThrownBy(
                () ->
                    strict.renderOnCallingThread(declaring(use, "x"), Map.of("x", Map.of("a", 1))))
            .withMessageContaining("missing' ")
            .withMessageContaining("is unknown");
      }
      assertThat(
              strict.renderOnCallingThread(
                  template("{{ missing|default('d') }}{{ missing is defined }}"), Map.of()))
          .isEqualTo("dFalse");
    }
  }

  @Test
  void whatWouldExceedTheQueueIsRefusedAndMayBeTriedAgain() {
    AtomicReference<Runnable> waiting = new AtomicReference<>();
    try (TemplateRenderer small =
        TemplateRenderer.builder()
            .threads(1)
            .queueCapacity(1)
            .scheduler(Schedulers.fromExecutor(task -> waiting.compareAndSet(null, task)))
            .build()) {
      Disposable first = small.render(template("x"), Map.of()).subscribe();
      Disposable second = small.render(template("x"), Map.of()).subscribe();

      StepVerifier.create(small.render(template("x"), Map.of()))
          .expectErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOf(OverloadedException.class)
                      .hasMessageContaining("raise queueCapacity"))
          .verify(TIMEOUT);

      second.dispose();
      waiting.getAndSet(null).run();
      assertThat(first.isDisposed()).isTrue();
      Mono<String> afterwards = small.render(template("y"), Map.of()).cache();
      afterwards.subscribe();
      waiting.get().run();
      StepVerifier.create(afterwards).expectNext("y").expectComplete().verify(TIMEOUT);
    }
  }

  @Test
  void cancellingEndsARenderingThatIsUnderWay() {
    try (TemplateRenderer patient =
        TemplateRenderer.builder()
            .threads(1)
            .maxLoopIterations(Long.MAX_VALUE)
            .timeLimit(Duration.ofHours(1))
            .build()) {
      Disposable endless = patient.render(template(ENDLESS), Map.of()).subscribe();
      endless.dispose();

      StepVerifier.create(patient.render(template("next"), Map.of()))
          .expectNext("next")
          .expectComplete()
          .verify(TIMEOUT);
    }
  }

  @Test
  void afterATimeoutTheThreadIsGivenBack() {
    try (TemplateRenderer hasty =
        TemplateRenderer.builder()
            .threads(1)
            .maxLoopIterations(Long.MAX_VALUE)
            .timeLimit(Duration.ofMillis(20))
            .build()) {
      StepVerifier.create(hasty.render(template(ENDLESS), Map.of()))
          .expectErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOf(RenderingException.class)
                      .hasMessageContaining("limit of 20 ms")
                      .hasMessageContaining("raise timeLimit"))
          .verify(TIMEOUT);
      StepVerifier.create(hasty.render(template("next"), Map.of()))
          .expectNext("next")
          .expectComplete()
          .verify(TIMEOUT);
    }
  }

  @Test
  void closingRefusesWhatComesAfterAndAnswersWhatWasAccepted() throws Exception {
    TemplateRenderer closing = TemplateRenderer.builder().threads(1).build();
    CountDownLatch begun = new CountDownLatch(1);
    Mono<List<String>> accepted =
        Flux.range(0, 50)
            .flatMap(index -> closing.render(template("x" + index), Map.of()), 50)
            .doOnNext(text -> begun.countDown())
            .collectList()
            .cache();
    accepted.subscribe();
    begun.await();

    closing.close();
    closing.close();

    StepVerifier.create(accepted)
        .expectNextMatches(texts -> texts.size() == 50)
        .expectComplete()
        .verify(TIMEOUT);
    StepVerifier.create(closing.render(template("x"), Map.of()))
        .expectError(RegistryClosedException.class)
        .verify(TIMEOUT);
    assertThatExceptionOfType(RegistryClosedException.class)
        .isThrownBy(() -> closing.renderOnCallingThread(template("x"), Map.of()));
  }

  @Test
  void aBorrowedSchedulerIsNeverDisposed() {
    Scheduler borrowed = Schedulers.newSingle("borrowed", true);
    try {
      TemplateRenderer.builder().scheduler(borrowed).build().close();
      assertThat(borrowed.isDisposed()).isFalse();
    } finally {
      borrowed.dispose();
    }
  }

  @Test
  void aDisposedSchedulerIsOverloadNotAHangingSubscriber() {
    Scheduler disposed = Schedulers.newSingle("borrowed", true);
    disposed.dispose();
    try (TemplateRenderer onDisposed = TemplateRenderer.builder().scheduler(disposed).build()) {
      StepVerifier.create(onDisposed.render(template("x"), Map.of()))
          .expectError(OverloadedException.class)
          .verify(TIMEOUT);
    }
  }

  @Test
  void aTemplateIsCompiledOnceAndTheCacheIsBounded() {
    RenderingLimits limits = new RenderingLimits(100, 100, 100, 100, 100, 10_000, 1_000_000_000);
    Rendering rendering = new Rendering(limits, false, () -> false);
    TemplatePrograms programs = new TemplatePrograms(2);

    Block first = programs.of("{{ 1 }}", rendering);
    assertThat(programs.of(new String("{{ 1 }}".toCharArray()), rendering)).isSameAs(first);
    for (int index = 0; index < 100; index++) {
      programs.of("{{ " + index + " }}", rendering);
    }
    assertThat(programs.size()).isLessThanOrEqualTo(2);
    TemplatePrograms without = new TemplatePrograms(0);
    assertThat(without.of("{{ 1 }}", rendering)).isNotSameAs(without.of("{{ 1 }}", rendering));
  }

  @Test
  void optionsThatMakeNoSenseAreRefusedByName() {
    TemplateRendererBuilder builder = TemplateRenderer.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.threads(0))
        .withMessage("threads must be at least 1, was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.timeLimit(Duration.ZERO))
        .withMessageContaining("timeLimit must be at least a millisecond");
  }

  private int lineOf(String template) {
    try {
      return -renderer.renderOnCallingThread(template(template), Map.of()).length() - 1;
    } catch (RenderingException e) {
      return e.line();
    }
  }

  private String text(String template, Map<String, Object> inputs) {
    return renderer.renderOnCallingThread(template(template), inputs);
  }

  private static TemplateSpec template(String text) {
    return TemplateSpec.builder("a").template(text).build();
  }

  private static TemplateSpec declaring(String text, String input) {
    return TemplateSpec.builder("a")
        .template(text)
        .input(input, InputSpec.required(InputType.OBJECT))
        .build();
  }
}
