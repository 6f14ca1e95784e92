package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Resync;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import io.reactiveregistry.vault.GatedRegistry.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Writes that only the feed of changes tells of, and feeds that fail. */
class VaultFeedTest extends VaultTesting {

  /** More than the first pause can be, its jitter included. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** Less than any pause can be. */
  private static final Duration NO_PAUSE = Duration.ofMillis(40);

  private static final TemplateSpec OLD = template("a", "1.0.0");
  private static final TemplateSpec NEW = template("a", "2.0.0");

  private final List<TestPublisher<TemplateChange>> feeds = new CopyOnWriteArrayList<>();
  private VirtualTimeScheduler time;

  @BeforeEach
  void connectionsAreCounted() {
    time = VirtualTimeScheduler.getOrSet();
    store.feed(
        () -> {
          TestPublisher<TemplateChange> feed = TestPublisher.create();
          feeds.add(feed);
          return feed.flux();
        });
  }

  @AfterEach
  void realTime() {
    VirtualTimeScheduler.reset();
  }

  /** Over a registry that somebody writes to unseen, as another process does. */
  private Vault vault() {
    Vault vault = build(over(store.unobservable()));
    awaitFeed(1);
    return vault;
  }

  /** The feed has been subscribed to for the n-th time. */
  private void awaitFeed(int attempts) {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              assertThat(feeds).hasSize(attempts);
              feed().assertSubscribers(1);
            });
  }

  private TestPublisher<TemplateChange> feed() {
    return feeds.get(feeds.size() - 1);
  }

  @Test
  void untilTheFeedIsThereReadsAreSharedAndNotKept() {
    Sinks.Empty<Void> opening = Sinks.empty();
    store.metadataAfter(opening.asMono());
    Vault vault = buildAtOnce(over(store.unobservable()));
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> first = begin(vault.load("a"));
    Mono<TemplateSpec> second = begin(vault.load("a"));
    gate.awaitArrival();
    assertThat(store.reads()).isEqualTo(1);
    gate.open();
    store.letPass();
    assertThat(get(first)).isEqualTo(get(second));
    get(vault.load("a"));
    assertThat(store.reads()).isEqualTo(2);

    opening.tryEmitEmpty().orThrow();
    awaitFeed(1);
    await().atMost(TIMEOUT).until(vault::isCaching);

    get(vault.load("a"));
    get(vault.load("a"));
    assertThat(store.reads()).isEqualTo(3);
  }

  @Test
  void itFollowsFromTheRevisionItKnowsSoThatNothingIsMissed() {
    save(OLD, NEW);

    vault();

    assertThat(store.followedAfter()).isEqualTo(2);
  }

  @Test
  void aWriteOfAnotherProcessIsSeenOnceTheFeedTellsOfIt() {
    Vault vault = vault();
    save(OLD, template("b"));
    get(vault.load("a"));
    get(vault.load("b"));
    save(NEW);
    assertThat(get(vault.load("a"))).as("nobody has told").isEqualTo(OLD);

    feed().next(new Saved(3, "a", "2.0.0"));

    assertThat(get(vault.load("a"))).isEqualTo(NEW);
    get(vault.load("b"));
    assertThat(store.reads()).as("b stays cached").isEqualTo(3);
  }

  @Test
  void aSaveDropsAllVersionsWhereOnlyOneMayBeKept() {
    Vault vault = vault();
    save(OLD);
    get(vault.load("a", "1.0.0"));

    feed().next(new Saved(2, "a", "2.0.0"));
    get(vault.load("a", "1.0.0"));
    assertThat(store.reads()).as("saved by somebody").isEqualTo(2);

    get(vault.save(NEW));
    get(vault.load("a", "1.0.0"));
    assertThat(store.reads()).as("saved through the Vault").isEqualTo(3);
  }

  @Test
  void aVersionOfAnObservableRegistryStaysWhenAnotherOneIsSaved() {
    Vault vault = build(over(store.observable()));
    awaitFeed(1);
    save(OLD);
    get(vault.load("a", "1.0.0"));

    feed().next(new Saved(2, "a", "2.0.0"));
    get(vault.save(NEW));
    get(vault.load("a", "1.0.0"));

    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void whatTheFeedTellsOfDuringAReadIsReadAgain() {
    Vault vault = vault();
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> early = begin(vault.load("a"));
    gate.awaitArrival();
    save(NEW);
    feed().next(new Saved(2, "a", "2.0.0"));
    store.letPass();
    gate.open();

    assertThat(get(early)).isEqualTo(NEW);
    assertThat(get(vault.load("a"))).isEqualTo(NEW);
    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void whereAnythingMayHaveChangedEverythingIsReadAgain() {
    Vault vault = vault();
    save(OLD, template("b"));
    get(vault.load("a"));
    get(vault.load("a", "1.0.0"));
    get(vault.load("b"));

    feed().next(new Resync(3));

    assertThat(vault.stats().size()).isZero();
    get(vault.load("a"));
    get(vault.load("a", "1.0.0"));
    get(vault.load("b"));
    assertThat(store.reads()).isEqualTo(6);
  }

  @Test
  void whatWasToldBeforeItCompletedIsNotDroppedAgain() {
    Vault vault = build(over(store.observable()));
    awaitFeed(1);
    long revision = get(store.direct().save(OLD)).revision();
    get(vault.load("a"));

    feed().next(new Saved(revision, "a", "1.0.0"));
    get(vault.load("a"));
    assertThat(store.reads()).as("its own write").isEqualTo(1);

    feed().next(new Saved(revision + 1, "a", "1.0.0"));
    get(vault.load("a"));
    assertThat(store.reads()).as("a write of another process").isEqualTo(2);
  }

  /** Another process may use the revision for a write of its own. */
  @Test
  void aWriteThatMayNotHaveTakenEffectDropsEverythingAndLeavesItsRevisionToOthers() {
    Vault vault = build(over(store.observable()));
    awaitFeed(1);
    save(OLD);
    get(vault.load("a"));

    store.observer().committed(List.of(new Resync(2)));
    get(vault.load("a"));
    assertThat(store.reads()).isEqualTo(2);

    feed().next(new Saved(2, "a", "2.0.0"));
    get(vault.load("a"));
    assertThat(store.reads()).isEqualTo(3);
  }

  @Test
  void asLongAsTheFeedIsMissingNothingIsCached() {
    Vault vault = vault();
    save(OLD);
    get(vault.load("a"));

    feed().error(new ChangesCompactedException(1, 5, 9));
    save(NEW);

    assertThat(get(vault.load("a"))).isEqualTo(NEW);
    assertThat(get(vault.loadAll(Flux.just("a")).single())).isEqualTo(NEW);
    get(vault.load("a"));
    assertThat(vault.stats().size()).isZero();
    assertThat(store.reads()).isEqualTo(4);
  }

  @Test
  void whatIsReadWhileTheFeedFailsIsReadAgain() {
    Vault vault = vault();
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> early = begin(vault.load("a"));
    gate.awaitArrival();

    feed().error(new ChangesCompactedException(1, 5, 9));
    save(NEW);
    time.advanceTimeBy(FIRST_PAUSE);
    awaitFeed(2);
    await().atMost(TIMEOUT).until(vault::isCaching);
    store.letPass();
    gate.open();

    assertThat(get(early)).isEqualTo(NEW);
    assertThat(get(vault.load("a"))).isEqualTo(NEW);
    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void whenTheFeedIsBackEntriesAreCachedAgain() {
    Vault vault = vault();
    save(OLD);
    get(vault.load("a"));
    feed().error(new ChangesCompactedException(1, 5, 9));

    time.advanceTimeBy(FIRST_PAUSE);

    awaitFeed(2);
    await().atMost(TIMEOUT).until(vault::isCaching);
    get(vault.load("a"));
    get(vault.load("a"));
    assertThat(store.reads()).isEqualTo(2);
    save(NEW);
    feed().next(new Saved(2, "a", "2.0.0"));
    assertThat(get(vault.load("a"))).isEqualTo(NEW);
  }

  @Test
  void aFeedThatGoesOnFailingIsTriedAgainAtLeastEveryFifteenSeconds() {
    vault();
    for (int attempts = 1; attempts < 50; attempts++) {
      awaitFeed(attempts);
      feed().error(new IllegalStateException("unavailable"));
      time.advanceTimeBy(Duration.ofSeconds(15));
    }
  }

  @Test
  void itIsNotTriedAgainAtOnce() {
    vault();
    for (int attempts = 1; attempts < 10; attempts++) {
      awaitFeed(attempts);
      feed().error(new IllegalStateException("unavailable"));
      time.advanceTimeBy(NO_PAUSE);
      assertThat(feeds).hasSize(attempts);
      time.advanceTimeBy(Duration.ofSeconds(15));
    }
  }

  @Test
  void aFeedThatEndsIsTriedAgain() {
    Vault vault = vault();
    feed().complete();
    save(OLD);
    get(vault.load("a"));
    assertThat(vault.stats().size()).isZero();

    time.advanceTimeBy(FIRST_PAUSE);

    awaitFeed(2);
  }

  @Test
  void aRegistryThatIsClosedBehindTheVaultIsNotFollowedAnyMore() {
    Vault vault = vault();
    save(OLD);
    get(vault.load("a"));

    get(store.direct().closeAsync().thenReturn(true));
    feed().error(new RegistryClosedException("memory"));
    time.advanceTimeBy(Duration.ofHours(1));

    assertThat(feeds).hasSize(1);
    failure(RegistryClosedException.class, vault.load("a"));
  }

  @Test
  void aRegistryWithoutAFeedIsCachedNevertheless() {
    Vault vault = vault();
    save(OLD);

    feed().error(new UnsupportedFeatureException("memory", "feed of changes", "do without"));
    time.advanceTimeBy(Duration.ofHours(1));
    get(vault.load("a"));
    get(vault.load("a"));

    assertThat(feeds).hasSize(1);
    assertThat(store.reads()).isEqualTo(1);
    assertThat(get(vault.save(NEW).then(vault.load("a")))).isEqualTo(NEW);
  }

  @Test
  void closingEndsTheFeed() {
    Vault vault = vault();
    feed().assertWasSubscribed();

    assertEmpty(vault.closeAsync());

    feed().assertCancelled();
  }

  @Test
  void closingEndsTheWaitForAFeed() {
    Vault vault = vault();
    feed().error(new IllegalStateException("unavailable"));

    assertEmpty(vault.closeAsync());
    time.advanceTimeBy(Duration.ofHours(1));

    assertThat(feeds).hasSize(1);
  }

  @Test
  void aStrictVaultNeedsNoFeed() {
    Vault vault = build(over(store.observable()).strict());
    save(OLD);
    get(vault.load("a"));
    get(vault.load("a"));

    assertThat(feeds).isEmpty();
    assertThat(store.reads()).isEqualTo(1);
  }
}
