package io.reactiveregistry.micrometer;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static io.reactiveregistry.contract.Waiting.await;
import static io.reactiveregistry.micrometer.ExercisedStore.TIMEOUT;
import static io.reactiveregistry.micrometer.ExercisedStore.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.reactiveregistry.AuditableRegistry;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.vault.Vault;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;

/** Each use of a template is an observation that says which one it was and how it ended. */
class ObservedRegistryTest {

  private static final String NAME = "gen_ai.prompt.name";
  private static final String VERSION = "gen_ai.prompt.version";

  private final InMemoryRegistry store = new InMemoryRegistry();
  private final TestObservationRegistry observations = TestObservationRegistry.create();
  private final ReactiveRegistry registry = ObservedRegistry.over(store, observations);

  private final AtomicInteger ended = new AtomicInteger();

  /** Counts the ends. */
  private final class Ends implements ObservationHandler<Observation.Context> {

    @Override
    public void onStop(Observation.Context context) {
      ended.incrementAndGet();
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  @BeforeEach
  void saveATemplate() {
    observations.observationConfig().observationHandler(new Ends());
    TemplateSpec spec = TemplateSpec.builder("a").version("1.0.0").template("Hello").build();
    get(store.save(spec));
    get(store.setLabel("a", "stable", "1.0.0"));
    get(store.save(spec.toBuilder().version("2.0.0").build()));
  }

  @Test
  void aLoadSaysWhichVersionItHasFound() {
    get(registry.load("a"));

    assertThat(observations)
        .hasSingleObservationThat()
        .hasNameEqualTo("reactive.registry.template")
        .hasContextualNameEqualTo("load template")
        .hasLowCardinalityKeyValue("operation", "load")
        .hasLowCardinalityKeyValue("outcome", "success")
        .hasHighCardinalityKeyValue(NAME, "a")
        .hasHighCardinalityKeyValue(VERSION, "2.0.0")
        .hasBeenStarted()
        .hasBeenStopped()
        .doesNotHaveError();
  }

  @Test
  void aLabelSaysToWhichVersionItHasLed() {
    get(registry.load(TemplateRef.parse("a@stable")));

    assertThat(observations)
        .hasSingleObservationThat()
        .hasHighCardinalityKeyValue(NAME, "a")
        .hasHighCardinalityKeyValue(VERSION, "1.0.0");
  }

  @Test
  void aVersionThatIsNotThereIsStillNamed() {
    StepVerifier.create(registry.load("a", "9.0.0"))
        .expectError(TemplateNotFoundException.class)
        .verify(TIMEOUT);

    assertThat(observations)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("outcome", "error")
        .hasHighCardinalityKeyValue(VERSION, "9.0.0")
        .hasBeenStopped()
        .assertThatError()
        .isInstanceOf(TemplateNotFoundException.class);
  }

  @Test
  void whatIsNotFoundHasNoVersionAndNoError() {
    StepVerifier.create(registry.find("absent")).expectComplete().verify(TIMEOUT);

    assertThat(observations)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("operation", "find")
        .hasLowCardinalityKeyValue("outcome", "success")
        .hasHighCardinalityKeyValue(NAME, "absent")
        .doesNotHaveHighCardinalityKeyValueWithKey(VERSION)
        .doesNotHaveError();
  }

  @Test
  void aSaveSaysWhatItSaves() {
    get(registry.save(TemplateSpec.builder("b").version("3.0.0").build()));

    assertThat(observations)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("operation", "save")
        .hasHighCardinalityKeyValue(NAME, "b")
        .hasHighCardinalityKeyValue(VERSION, "3.0.0");
  }

  @Test
  @SuppressWarnings("NullAway") // callers without a null checker
  void nullIsObservedAndRefusedAsWithoutIt() {
    StepVerifier.create(registry.load((TemplateRef) null)).expectError().verify(TIMEOUT);
    StepVerifier.create(registry.load((String) null)).expectError().verify(TIMEOUT);
    StepVerifier.create(registry.save(null)).expectError().verify(TIMEOUT);

    assertThat(observations).hasNumberOfObservationsEqualTo(3);
  }

  @Test
  void nothingIsObservedBeforeTheSubscriptionAndEachSubscriptionIsAnObservation() {
    Mono<TemplateSpec> load = registry.load("a");
    assertThat(observations).doesNotHaveAnyObservation();

    get(load);
    get(load);

    assertThat(observations).hasNumberOfObservationsEqualTo(2);
  }

  @Test
  void itEndsBeforeTheResultIsSignalled() {
    Mono<TemplateSpec> load =
        registry
            .load("a")
            .doOnNext(spec -> assertThat(observations).hasSingleObservationThat().hasBeenStopped());

    StepVerifier.create(load).expectNextCount(1).expectComplete().verify(TIMEOUT);
  }

  @Test
  void aLoadThatIsCancelledEndsSo() {
    ReactiveRegistry silent = observedAnswering(Mono.never());

    StepVerifier.create(silent.load("a")).expectSubscription().thenCancel().verify(TIMEOUT);

    assertThat(observations)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("outcome", "cancelled")
        .hasBeenStopped();
  }

  @Test
  void whoCancelsAfterTheResultEndsItNotTwice() {
    TestPublisher<TemplateSpec> answer =
        TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
    ReactiveRegistry answering = observedAnswering(answer.mono());

    StepVerifier.create(answering.load("a").flux().take(1))
        .then(() -> answer.next(TemplateSpec.builder("a").build()))
        .expectNextCount(1)
        .expectComplete()
        .verify(TIMEOUT);

    assertThat(count()).isEqualTo(1);
    assertThat(observations)
        .hasSingleObservationThat()
        .hasLowCardinalityKeyValue("outcome", "success");
  }

  @Test
  void demandAndCancellationReachTheRegistry() {
    PublisherProbe<TemplateSpec> probe = PublisherProbe.of(Mono.never());

    StepVerifier.create(observedAnswering(probe.mono()).load("a"), 0)
        .expectSubscription()
        .then(probe::assertWasNotRequested)
        .thenRequest(1)
        .then(probe::assertWasRequested)
        .thenCancel()
        .verify(TIMEOUT);
    probe.assertWasCancelled();
  }

  /** A registry whose loads are answered so. */
  private ReactiveRegistry observedAnswering(Mono<TemplateSpec> answer) {
    ReactiveRegistry answering =
        (ReactiveRegistry)
            Proxy.newProxyInstance(
                ReactiveRegistry.class.getClassLoader(),
                new Class<?>[] {ReactiveRegistry.class},
                (proxy, method, arguments) -> answer);
    return ObservedRegistry.over(answering, observations);
  }

  @Test
  void theObservationOfTheContextIsTheParentAndTheRegistryBeneathSeesTheNewOne() {
    AtomicReference<Observation> beneath = new AtomicReference<>();
    AtomicReference<String> trace = new AtomicReference<>();
    ReactiveRegistry inner =
        observedAnswering(
            Mono.deferContextual(
                context -> {
                  beneath.set(context.get(ObservationListener.CONTEXT_KEY));
                  trace.set(context.get("trace"));
                  return Mono.just(TemplateSpec.builder("a").build());
                }));
    Observation parent = Observation.start("request", observations);

    get(
        inner
            .load("a")
            .contextWrite(
                context ->
                    context.put(ObservationListener.CONTEXT_KEY, parent).put("trace", "t-1")));
    parent.stop();

    assertThat(observations)
        .hasObservationWithNameEqualTo("reactive.registry.template")
        .that()
        .hasParentObservationEqualTo(parent);
    assertThat(beneath.get().getContextView().getName()).isEqualTo("reactive.registry.template");
    assertThat(trace.get()).isEqualTo("t-1");
  }

  @Test
  void withoutAContextTheCurrentObservationOfTheThreadIsTheParent() {
    Observation parent = Observation.start("request", observations);
    try (Observation.Scope scope = parent.openScope()) {
      assertThat(scope.getCurrentObservation()).isSameAs(parent);
      registry.load("a").subscribe();
    }
    parent.stop();

    assertThat(observations)
        .hasObservationWithNameEqualTo("reactive.registry.template")
        .that()
        .hasParentObservationEqualTo(parent);
  }

  @Test
  void aMeterOfTheObservationHasNoHighCardinalityTags() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));

    get(registry.load("a"));

    assertThat(meters.get("reactive.registry.template").timer().getId().getTags())
        .containsExactlyInAnyOrder(
            Tag.of("operation", "load"), Tag.of("outcome", "success"), Tag.of("error", "none"));
  }

  @Test
  void itMayBeNamedInAnotherWay() {
    ObservationConvention<TemplateObservationContext> convention =
        new ObservationConvention<>() {
          @Override
          public String getName() {
            return "prompt";
          }

          @Override
          public KeyValues getHighCardinalityKeyValues(TemplateObservationContext context) {
            return KeyValues.of("prompt", context.promptName() + ":" + context.promptVersion());
          }

          @Override
          public boolean supportsContext(Observation.Context context) {
            return context instanceof TemplateObservationContext;
          }
        };

    get(ObservedRegistry.over(store, observations, convention).load("a"));

    assertThat(observations)
        .hasSingleObservationThat()
        .hasNameEqualTo("prompt")
        .hasHighCardinalityKeyValue("prompt", "a:2.0.0");
  }

  @Test
  void withoutObservationsTheCallIsTheRegistrysOwn() {
    Mono<TemplateSpec> answer = Mono.just(TemplateSpec.builder("a").build());
    ReactiveRegistry answering =
        (ReactiveRegistry)
            Proxy.newProxyInstance(
                ReactiveRegistry.class.getClassLoader(),
                new Class<?>[] {ReactiveRegistry.class},
                (proxy, method, arguments) -> answer);

    assertThat(ObservedRegistry.over(answering, ObservationRegistry.NOOP).load("a"))
        .isSameAs(answer);
  }

  @Test
  void itIsWhatTheRegistryBeneathIs() {
    assertThat(registry)
        .isInstanceOf(ObservableRegistry.class)
        .isNotInstanceOf(AuditableRegistry.class);
    assertThat(ObservedRegistry.over(auditable(), observations))
        .isInstanceOf(AuditableRegistry.class)
        .isNotInstanceOf(ObservableRegistry.class);
    assertThat(registry).hasToString(registry.toString()).isEqualTo(registry);
    assertThat(new ArrayList<>(List.of(registry))).contains(registry);
  }

  private static AuditableRegistry auditable() {
    return (AuditableRegistry)
        Proxy.newProxyInstance(
            ReactiveRegistry.class.getClassLoader(),
            new Class<?>[] {AuditableRegistry.class},
            (proxy, method, arguments) -> null);
  }

  @Test
  void aVaultOverItIsToldOfWritesOfOthersAndObservesOnlyWhatItReads() {
    try (Vault vault = Vault.over(registry).build()) {
      await().atMost(TIMEOUT).until(() -> cached(vault));
      int observed = count();
      get(vault.load("a"));
      assertThat(count()).isEqualTo(observed);

      get(store.save(TemplateSpec.builder("a").version("3.0.0").build()));

      assertThat(get(vault.load("a")).version()).isEqualTo("3.0.0");
      assertThat(count()).isEqualTo(observed + 1);
    }
  }

  @Test
  void overAVaultItObservesEveryUse() {
    try (Vault vault = Vault.over(store).build()) {
      ReactiveRegistry observed = ObservedRegistry.over(vault, observations);
      await().atMost(TIMEOUT).until(() -> cached(vault));

      get(observed.load("a"));
      get(observed.load("a"));

      assertThat(count()).isEqualTo(2);
    }
  }

  private static boolean cached(Vault vault) {
    get(vault.load("a"));
    return vault.stats().hits() > 0;
  }

  private int count() {
    return ended.get();
  }

  @Test
  void theKeyIsTheOneUnderWhichMicrometerHasTheObservation() {
    assertThat(ObservationListener.CONTEXT_KEY)
        .isEqualTo(io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor.KEY);
  }
}
