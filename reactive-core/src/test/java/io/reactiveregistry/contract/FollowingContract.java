package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.templates;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.ChangesCompactedException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryClosedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** How changes are followed: each of them once, in order, and at the follower's pace. */
public abstract class FollowingContract extends RegistryContract {

  @Test
  void followingBeginsAfterTheRevisionGiven() {
    Commit first = get(registry().save(template("a")));
    Commit second = get(registry().saveBatch(templates(2)));
    Commit third = get(registry().save(template("b")));

    assertThat(changesAfter(0)).hasSize(4);
    assertThat(changesAfter(first.revision()))
        .hasSize(4) // the mark at the end of the first look is one of them
        .allMatch(change -> change.revision() > first.revision());
    assertThat(changesAfter(second.revision()).get(0))
        .isEqualTo(new Saved(third.revision(), "b", "0.1.0"));
  }

  @Test
  void whatIsStoredIsFollowedByWhatHappens() {
    save(template("a", "1.0.0"));

    StepVerifier.create(registry().changes(0).map(FollowingContract::nameOf))
        .expectNext("a:1.0.0")
        .then(() -> save(template("a", "2.0.0")))
        .expectNext("a:2.0.0")
        .then(() -> save(template("b", "1.0.0")))
        .expectNext("b:1.0.0")
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void withoutARevisionOnlyWhatHappensIsTold() {
    save(template("a", "1.0.0"));

    StepVerifier.create(registry().changes().map(FollowingContract::nameOf))
        .expectSubscription()
        .then(() -> save(template("a", "2.0.0")))
        .expectNext("a:2.0.0")
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void followingBeginsAtSubscriptionNotAtAssembly() {
    Flux<String> changes = registry().changes().map(FollowingContract::nameOf);
    save(template("a", "1.0.0"));

    for (String version : List.of("2.0.0", "3.0.0")) {
      StepVerifier.create(changes)
          .expectSubscription()
          .then(() -> save(template("a", version)))
          .expectNext("a:" + version)
          .thenCancel()
          .verify(TIMEOUT);
    }
  }

  @Test
  void aSubscriptionWithoutDemandCountsFromItsBeginning() {
    save(template("a", "1.0.0"));

    StepVerifier.create(registry().changes().map(FollowingContract::nameOf), 0)
        .expectSubscription()
        .then(() -> save(template("a", "2.0.0")))
        .then(() -> save(template("a", "3.0.0")))
        .thenRequest(1)
        .expectNext("a:2.0.0")
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void followingNeverEndsByItself() {
    save(template("a"));

    StepVerifier.create(registry().changes(0))
        .expectNextCount(1)
        .expectNoEvent(SILENCE)
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void noMoreIsToldThanRequested() {
    get(registry().saveBatch(templates(3)));

    StepVerifier.create(registry().changes(0), 0)
        .expectSubscription()
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNextCount(1)
        .expectNoEvent(SILENCE)
        .thenRequest(3)
        .expectNextCount(2)
        .then(() -> get(registry().saveBatch(templates(3))))
        .expectNextCount(1)
        .expectNoEvent(SILENCE)
        .thenRequest(2)
        .expectNextCount(2)
        .thenCancel()
        .verify(TIMEOUT);
  }

  /** A demand of one is what a subscriber has that awaits each change before the next. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 256, Integer.MAX_VALUE})
  void aLargeBatchIsToldInPiecesOfAnySize(int demand) {
    int size = moreThanOnePage();
    get(registry().saveBatch(templates(size)));

    List<String> ids =
        all(
            registry()
                .changes(0)
                .limitRate(demand)
                .concatMap(change -> Mono.just(((Saved) change).id()), 1)
                .take(size));

    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(
            templates(size).stream().map(TemplateSpec::id).toList());
  }

  @Test
  void whoIsSlowGetsEverythingAndSlowsNobody() {
    StepVerifier.create(registry().changes(0).map(FollowingContract::nameOf), 0)
        .expectSubscription()
        .then(() -> IntStream.range(0, 200).forEach(i -> save(template("t" + i))))
        .thenRequest(1)
        .expectNext("t0:0.1.0")
        .then(() -> save(template("last")))
        .thenRequest(Long.MAX_VALUE)
        .expectNextSequence(IntStream.range(1, 200).mapToObj(i -> "t" + i + ":0.1.0").toList())
        .expectNext("last:0.1.0")
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void everyFollowerGetsEveryChangeOnce() {
    save(template("first"));
    List<Flux<String>> followers =
        IntStream.range(0, 20)
            .mapToObj(i -> i % 2 == 0 ? registry().changes(0).skip(1) : registry().changes())
            .map(changes -> changes.map(FollowingContract::nameOf).take(50))
            .toList();
    List<Mono<List<String>>> told =
        followers.stream().map(follower -> subscribed(follower.collectList())).toList();

    IntStream.range(0, 50).forEach(i -> save(template("t" + i)));

    List<String> expected = IntStream.range(0, 50).mapToObj(i -> "t" + i + ":0.1.0").toList();
    assertThat(told).allSatisfy(changes -> assertThat(get(changes)).isEqualTo(expected));
  }

  /** Each follower passes from what is stored to what happens in the middle of the writing. */
  @Test
  void nothingIsLostOrRepeatedWhenFollowingBeginsWhileWritersAreAtWork() {
    Flux<Commit> writing =
        Flux.range(0, 500)
            .flatMap(i -> registry().save(template("t" + i)).subscribeOn(Schedulers.parallel()), 8)
            .publish()
            .autoConnect(2);
    Flux<Followed> following =
        writing
            .index()
            .filter(commit -> commit.getT1() % 10 == 0)
            .map(commit -> Math.max(0, commit.getT2().revision() - commit.getT1() % 30))
            .flatMap(this::followUntilTheEnd, 500);

    List<Followed> followed =
        get(
            following
                .collectList()
                .zipWith(writing.then(registry().save(template("the end"))), (all, end) -> all));

    List<Long> written = get(followUntilTheEnd(0)).revisions();
    assertThat(written).hasSize(501).isSorted().doesNotHaveDuplicates();
    assertThat(followed)
        .hasSize(50)
        .allSatisfy(
            told ->
                assertThat(told.revisions())
                    .isEqualTo(
                        written.stream().filter(revision -> revision > told.after()).toList()));
  }

  private Mono<Followed> followUntilTheEnd(long after) {
    return registry()
        .changes(after)
        .takeUntil(change -> ((Saved) change).id().equals("the end"))
        .map(TemplateChange::revision)
        .collectList()
        .map(revisions -> new Followed(after, revisions));
  }

  private record Followed(long after, List<Long> revisions) {}

  @Test
  void followingIsTakenUpWhereItWasLeft() {
    List<TemplateChange> told = new ArrayList<>();
    long known = 0;
    for (int round = 0; round < 10; round++) {
      save(template("a"), template("b"), template("c"));
      List<TemplateChange> next = all(registry().changes(known).take(2));
      told.addAll(next);
      known = next.get(1).revision();
    }

    assertThat(told).containsExactlyElementsOf(all(registry().changes(0).take(20)));
  }

  @Test
  void aRevisionThatIsNotReachedYetIsRefused() {
    save(template("a"));
    long latest = revision();

    ChangesCompactedException failure =
        failure(ChangesCompactedException.class, registry().changes(latest + 1));

    assertThat(failure.afterRevision()).isEqualTo(latest + 1);
    assertThat(failure.latest()).isEqualTo(latest);
    assertThat(failure.oldestAvailable()).isBetween(0L, latest);
    assertThat(failure.isRetryable()).isFalse();
    failure(ChangesCompactedException.class, registry().changes(Long.MAX_VALUE));
  }

  @Test
  void aNegativeRevisionIsRefusedBySignal() {
    InvalidTemplateException failure =
        failure(InvalidTemplateException.class, registry().changes(-1));

    assertThat(failure.path()).isEqualTo("afterRevision");
    assertThat(failure).hasMessageContaining("-1");
  }

  @Test
  void aFollowerThatLeavesHearsNothingMoreAndTheOthersGoOn() {
    List<TemplateChange> told = Collections.synchronizedList(new ArrayList<>());
    Disposable leaving = registry().changes().subscribe(told::add);
    leaving.dispose();
    int before = told.size();

    StepVerifier.create(registry().changes().map(FollowingContract::nameOf))
        .expectSubscription()
        .then(() -> save(template("a"), template("b")))
        .expectNext("a:0.1.0", "b:0.1.0")
        .thenCancel()
        .verify(TIMEOUT);

    assertThat(told).hasSize(before);
  }

  @Test
  void aFollowerMayLeaveAtAnyChange() {
    get(registry().saveBatch(templates(100)));

    assertThat(all(registry().changes(0).take(1))).hasSize(1);
    assertThat(all(registry().changes(0).take(99))).hasSize(99);
    assertThat(all(registry().changes(0).take(100))).hasSize(100);
  }

  @Test
  void aFollowerThatFailsDisturbsNobody() {
    registry()
        .changes()
        .subscribe(
            change -> {
              throw new IllegalStateException("the follower broke");
            },
            error -> {});

    StepVerifier.create(registry().changes().map(FollowingContract::nameOf))
        .expectSubscription()
        .then(() -> save(template("a"), template("b")))
        .expectNext("a:0.1.0", "b:0.1.0")
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void aFollowerMayReadAndWriteInTurn() {
    get(registry().saveBatch(List.of(template("a", "1.0.0"), template("b", "1.0.0"))));

    StepVerifier.create(
            registry()
                .changes(0)
                .cast(Saved.class)
                .filter(saved -> saved.version().equals("1.0.0"))
                .concatMap(
                    saved ->
                        registry()
                            .load(saved.id())
                            .flatMap(
                                spec -> registry().save(spec.toBuilder().version("2.0.0").build())))
                .take(2))
        .expectNextCount(2)
        .expectComplete()
        .verify(TIMEOUT);

    assertThat(get(registry().load("b")).version()).isEqualTo("2.0.0");
  }

  @Test
  void changesArriveOnAThreadThatRejectsBlocking() {
    StepVerifier.create(registry().changes().map(change -> Schedulers.isInNonBlockingThread()))
        .expectSubscription()
        .then(() -> save(template("a")))
        .expectNext(true)
        .thenCancel()
        .verify(TIMEOUT);
  }

  @Test
  void closingEndsWhatIsBeingFollowed() {
    save(template("a"));

    StepVerifier.create(registry().changes(0))
        .expectNextCount(1)
        .then(() -> assertEmpty(registry().closeAsync()))
        .expectError(RegistryClosedException.class)
        .verify(TIMEOUT);
  }

  @Test
  void closingEndsWhatIsBeingFollowedWithoutDemand() {
    save(template("a"));

    StepVerifier.create(registry().changes(0), 0)
        .expectSubscription()
        .then(() -> assertEmpty(registry().closeAsync()))
        .expectError(RegistryClosedException.class)
        .verify(TIMEOUT);
  }

  @Test
  void nobodyFollowsAClosedRegistry() {
    Flux<TemplateChange> assembledBefore = registry().changes();
    assertEmpty(registry().closeAsync());

    failure(RegistryClosedException.class, assembledBefore);
    failure(RegistryClosedException.class, registry().changes());
    failure(RegistryClosedException.class, registry().changes(0));
  }

  /** Subscribes now and keeps the answer for later. */
  private static <T> Mono<T> subscribed(Mono<T> answer) {
    Mono<T> kept = answer.cache();
    kept.subscribe(value -> {}, error -> {});
    return kept;
  }

  private static String nameOf(TemplateChange change) {
    Saved saved = (Saved) requireNonNull(change);
    return saved.id() + ":" + saved.version();
  }
}
