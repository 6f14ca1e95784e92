package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.vault.GatedRegistry.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

/** What is served from the cache, what is read for it, and by whom. */
class VaultReadingTest extends VaultTesting {

  private final Vault vault = build(over(store.observable()));

  @Test
  void aHitIsSignalledOnTheSubscribingThreadAndReadsNothing() {
    save(template("a"));
    get(vault.load("a"));
    AtomicReference<Thread> signalledOn = new AtomicReference<>();

    TemplateSpec hit =
        get(vault.load("a").doOnNext(spec -> signalledOn.set(Thread.currentThread())));

    assertThat(hit).isEqualTo(template("a"));
    assertThat(signalledOn).hasValue(Thread.currentThread());
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void theCacheIsAskedAtSubscription() {
    save(template("a", "1.0.0"));
    Mono<TemplateSpec> assembled = vault.load("a");
    assertThat(store.reads()).isZero();
    get(vault.load("a"));
    get(assembled);
    assertThat(store.reads()).isEqualTo(1);

    save(template("a", "2.0.0"));

    assertThat(get(assembled).version()).isEqualTo("2.0.0");
  }

  @Test
  void loadAndFindShareAnEntry() {
    save(template("a"));
    get(vault.load("a"));
    get(vault.find("a"));
    get(vault.load(TemplateRef.current("a")));

    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void aHundredWhoMissTheSameKeyReadItOnce() {
    save(template("a"));
    Gate gate = store.close();
    List<Mono<TemplateSpec>> loads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      loads.add(begin(vault.load("a")));
      loads.add(begin(vault.find("a")));
    }
    gate.open();

    StepVerifier.create(Flux.concat(loads).distinct())
        .expectNext(template("a"))
        .expectComplete()
        .verify(TIMEOUT);
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void eachWhoWaitsMayCancelAlone() {
    save(template("a"));
    Gate gate = store.close();
    Disposable first = vault.load("a").subscribe();
    Mono<TemplateSpec> second = begin(vault.load("a"));

    first.dispose();
    first.dispose();
    gate.open();

    assertThat(get(second)).isEqualTo(template("a"));
    assertThat(store.cancellations()).isZero();
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void oneWhoCancelsTwiceLeavesOnce() {
    save(template("a"));
    store.close();
    Mono<TemplateSpec> other = begin(vault.load("a"));

    StepVerifier.create(
            vault
                .load("a")
                .doOnSubscribe(
                    waiting -> {
                      waiting.cancel();
                      waiting.cancel();
                    }))
        .thenCancel()
        .verify(TIMEOUT);

    assertThat(store.cancellations()).isZero();
    assertThat(other).isNotNull();
  }

  @Test
  void theReadIsCancelledWhenNobodyWaitsAndTheNextOneReadsAnew() {
    save(template("a"));
    store.close();
    Disposable first = vault.load("a").subscribe();
    Disposable second = vault.load("a").subscribe();

    first.dispose();
    assertThat(store.cancellations()).isZero();
    second.dispose();
    assertThat(store.cancellations()).isEqualTo(1);

    store.letPass();
    assertThat(get(vault.load("a"))).isEqualTo(template("a"));
    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void anErrorGoesToAllWhoWaitAndIsNotCached() {
    save(template("a"));
    Gate gate = store.close();
    Mono<TemplateSpec> first = begin(vault.load("a"));
    Mono<TemplateSpec> second = begin(vault.find("a"));

    gate.fail(new OverloadedException("read", 1, "readQueueCapacity"));
    store.letPass();

    failure(OverloadedException.class, first);
    failure(OverloadedException.class, second);
    assertThat(get(vault.load("a"))).isEqualTo(template("a"));
    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void whoIsToldAndAsksAgainAtOnceIsAnswered() {
    save(template("a"));

    TemplateSpec again =
        get(vault.load("a").flatMap(first -> vault.load("a")).flatMap(second -> vault.find("a")));

    assertThat(again).isEqualTo(template("a"));
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void theReadHasTheContextOfWhoBeganIt() {
    save(template("a"));
    Gate gate = store.close();
    Mono<TemplateSpec> first =
        begin(vault.load("a").contextWrite(context -> context.put("caller", "first")));
    Mono<TemplateSpec> second =
        begin(vault.load("a").contextWrite(context -> context.put("caller", "second")));
    gate.open();
    get(first);
    get(second);

    assertThat(store.lastCaller()).isEqualTo("first");
  }

  @Test
  void whatIsAbsentIsRememberedUntilItIsThere() {
    save(template("a", "1.0.0"));
    for (int i = 0; i < 2; i++) {
      assertThat(failure(TemplateNotFoundException.class, vault.load("b")).id()).isEqualTo("b");
      assertEmpty(vault.find("b"));
      assertThat(failure(TemplateNotFoundException.class, vault.load("a", "2.0.0")).version())
          .isEqualTo("2.0.0");
      assertThat(failure(TemplateNotFoundException.class, live()).label()).isEqualTo("live");
      assertThat(get(vault.exists("b"))).isFalse();
    }
    assertThat(store.reads()).isEqualTo(3);

    save(template("b"), template("a", "2.0.0"));
    get(store.direct().setLabel("a", "live", "1.0.0"));

    assertThat(get(vault.load("b"))).isEqualTo(template("b"));
    assertThat(get(vault.load("a", "2.0.0"))).isEqualTo(template("a", "2.0.0"));
    assertThat(get(live())).isEqualTo(template("a", "1.0.0"));
    assertThat(get(vault.exists("b"))).isTrue();
  }

  @Test
  void whatIsAbsentIsAskedForEachTimeWhereThatIsNotRemembered() {
    Vault forgetful = build(over(store.observable()).negativeEntries(false));

    failure(TemplateNotFoundException.class, forgetful.load("a"));
    assertEmpty(forgetful.find("a"));

    assertThat(store.reads()).isEqualTo(2);
    assertThat(forgetful.stats().size()).isZero();
  }

  @Test
  void aVersionStaysCachedWhileOthersAreSavedAndDeleted() {
    save(template("a", "1.0.0"), template("a", "2.0.0"));
    get(vault.load("a", "1.0.0"));

    save(template("a", "3.0.0"), template("b"));
    get(store.direct().deleteVersion("a", "2.0.0"));
    get(store.direct().rollback("a", "3.0.0"));
    get(store.direct().delete("b"));

    assertThat(get(vault.load(TemplateRef.version("a", "1.0.0"))))
        .isEqualTo(template("a", "1.0.0"));
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void aVersionThatIsSavedAgainOrDeletedIsNot() {
    save(template("a", "1.0.0", "first"), template("a", "2.0.0"));
    get(vault.load("a", "1.0.0"));

    save(template("a", "1.0.0", "second"));
    assertThat(get(vault.load("a", "1.0.0")).template()).isEqualTo("second");

    get(store.direct().deleteVersion("a", "1.0.0"));
    failure(TemplateNotFoundException.class, vault.load("a", "1.0.0"));
    assertThat(get(vault.load("a")).version()).isEqualTo("2.0.0");
  }

  @Test
  void nothingOfADeletedTemplateIsServed() {
    save(template("a", "1.0.0"), template("a", "2.0.0"));
    get(store.direct().setLabel("a", "live", "1.0.0"));
    get(vault.load("a"));
    get(vault.load("a", "1.0.0"));
    get(live());

    get(store.direct().delete("a"));

    failure(TemplateNotFoundException.class, vault.load("a"));
    failure(TemplateNotFoundException.class, vault.load("a", "1.0.0"));
    failure(TemplateNotFoundException.class, live());
  }

  @Test
  void aLabelFollowsItsMovesAndTheBodyItStandsOn() {
    save(template("a", "1.0.0"), template("a", "2.0.0"));
    get(store.direct().setLabel("a", "live", "1.0.0"));
    assertThat(get(live()).version()).isEqualTo("1.0.0");
    assertThat(get(live()).version()).isEqualTo("1.0.0");
    assertThat(store.reads()).isEqualTo(1);

    get(store.direct().setLabel("a", "live", "2.0.0"));
    assertThat(get(live()).version()).isEqualTo("2.0.0");

    save(template("a", "2.0.0", "edited"));
    assertThat(get(live()).template()).isEqualTo("edited");

    get(store.direct().removeLabel("a", "live"));
    failure(TemplateNotFoundException.class, live());
  }

  @Test
  void manyAreServedInOrderHitsAndMissesAlike() {
    save(template("a"), template("b"), template("c"));
    get(vault.load("b"));

    StepVerifier.create(vault.loadAll(Flux.just("a", "b", "c", "b", "a")).map(TemplateSpec::id))
        .expectNext("a", "b", "c", "b", "a")
        .expectComplete()
        .verify(TIMEOUT);
    assertThat(store.reads()).isEqualTo(3);
  }

  @Test
  void anAbsentOneOfManyIsAnErrorInItsPlace() {
    save(template("a"), template("c"));
    failure(TemplateNotFoundException.class, vault.load("b"));

    StepVerifier.create(vault.loadAll(Flux.just("a", "b", "c")).map(TemplateSpec::id))
        .expectNext("a")
        .expectErrorSatisfies(
            error -> assertThat(((TemplateNotFoundException) error).id()).isEqualTo("b"))
        .verify(TIMEOUT);
  }

  @Test
  void whetherATemplateExistsIsKnownFromItsBody() {
    save(template("a"));
    get(vault.load("a"));

    assertThat(get(vault.exists("a"))).isTrue();
    assertThat(vault.stats().hits()).isEqualTo(1);
  }

  @Test
  void warmingReadsWhatIsNotThereAndPassesOverWhatIsAbsent() {
    save(template("a"), template("b"));
    get(vault.load("a"));
    PublisherProbe<String> ids = PublisherProbe.of(Flux.just("a", "b", "absent"));

    Mono<Void> warming = vault.warm(ids.flux());
    ids.assertWasNotSubscribed();
    assertEmpty(warming);

    assertThat(store.reads()).isEqualTo(3);
    get(vault.load("b"));
    assertThat(store.reads()).isEqualTo(3);
    failure(InvalidTemplateException.class, vault.warm(Flux.just("b", "")));
  }

  @Test
  void whatIsInvalidatedByHandIsReadAgain() {
    save(template("a"), template("b"));
    get(store.direct().setLabel("a", "live", "0.1.0"));
    Runnable readAll =
        () -> {
          get(vault.load("a"));
          get(vault.load("a", "0.1.0"));
          get(live());
          get(vault.load("b"));
        };
    readAll.run();
    assertThat(store.reads()).isEqualTo(4);

    vault.invalidate("a");
    readAll.run();
    assertThat(store.reads()).isEqualTo(7);

    vault.invalidateAll();
    assertThat(vault.stats().size()).isZero();
    readAll.run();
    assertThat(store.reads()).isEqualTo(11);
  }

  @Test
  void aClosedVaultServesNothingAndHasClosedTheRegistry() {
    save(template("a"));
    get(vault.load("a"));
    Mono<TemplateSpec> load = vault.load("a");

    assertEmpty(vault.closeAsync());

    failure(RegistryClosedException.class, load);
    failure(RegistryClosedException.class, vault.find("a"));
    failure(RegistryClosedException.class, store.direct().load("a"));
    vault.invalidateAll();
    failure(RegistryClosedException.class, vault.load("a"));
    assertThat(vault.stats().size()).isZero();
  }

  private Mono<TemplateSpec> live() {
    return vault.load(TemplateRef.label("a", "live"));
  }
}
