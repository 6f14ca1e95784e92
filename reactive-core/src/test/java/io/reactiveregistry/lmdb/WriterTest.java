package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What happens to writes that wait while the writer is busy with another one. */
@Timeout(60)
class WriterTest {

  @TempDir Path directory;

  private LmdbRegistry registry;
  private Engine engine;
  private Mono<Commit> held;
  private final CountDownLatch writing = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @BeforeEach
  void holdTheWriter() throws InterruptedException {
    registry =
        LmdbRegistry.builder(directory).writeQueueCapacity(300).writeQueueBytes(1 << 20).open();
    engine = registry.engine();
    held = new WriteMono(engine.writer(), () -> this::waitForRelease).cache();
    held.subscribe();
    writing.await();
  }

  private WriteOperation.Counts waitForRelease(WriteTransaction transaction, UnitChanges changes) {
    writing.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return WriteOperation.Counts.NONE;
  }

  @AfterEach
  void close() {
    release.countDown();
    registry.close();
  }

  @Test
  void everythingThatWaitsIsCommittedInOneTransaction() {
    long before = registry.storage().block(Samples.TIMEOUT).lastTransactionId();
    List<Mono<Commit>> saves = new ArrayList<>();
    for (TemplateSpec spec : Samples.templates(256)) {
      Mono<Commit> save = registry.save(spec).cache();
      save.subscribe();
      saves.add(save);
    }
    release.countDown();

    StepVerifier.create(Flux.merge(saves).map(Commit::revision).collectList())
        .assertNext(
            revisions -> assertThat(revisions).hasSize(256).isSorted().doesNotHaveDuplicates())
        .expectComplete()
        .verify(Samples.TIMEOUT);
    assertThat(registry.storage().block(Samples.TIMEOUT).lastTransactionId()).isEqualTo(before + 1);
  }

  @Test
  void aMemberThatIsRefusedFailsAloneAndTheRestIsCommitted() {
    Mono<Commit> first = subscribed(registry.save(Samples.template("a")));
    Mono<Commit> refused = subscribed(registry.delete("absent"));
    Mono<Commit> last = subscribed(registry.save(Samples.template("b")));
    release.countDown();

    StepVerifier.create(first).expectNextCount(1).expectComplete().verify(Samples.TIMEOUT);
    StepVerifier.create(refused)
        .expectError(TemplateNotFoundException.class)
        .verify(Samples.TIMEOUT);
    StepVerifier.create(last).expectNextCount(1).expectComplete().verify(Samples.TIMEOUT);
    StepVerifier.create(registry.listIds())
        .expectNext("a", "b")
        .expectComplete()
        .verify(Samples.TIMEOUT);
  }

  @Test
  void writesOfOneGroupSeeEachOtherInTheOrderSubscribed() {
    subscribed(registry.save(Samples.template("a", "1.0.0")));
    subscribed(registry.save(Samples.template("a", "2.0.0")));
    Mono<Commit> deleted = subscribed(registry.delete("a"));
    Mono<Commit> again = subscribed(registry.delete("a"));
    release.countDown();

    StepVerifier.create(deleted)
        .assertNext(commit -> assertThat(commit.deleted()).isEqualTo(1))
        .expectComplete()
        .verify(Samples.TIMEOUT);
    StepVerifier.create(again).expectError(TemplateNotFoundException.class).verify(Samples.TIMEOUT);
    StepVerifier.create(registry.listVersions("a")).expectComplete().verify(Samples.TIMEOUT);
  }

  @Test
  void aWriteCancelledWhileItWaitsIsNotDone() {
    Disposable waiting = registry.save(Samples.template("cancelled")).subscribe();
    waiting.dispose();
    Mono<Commit> next = subscribed(registry.save(Samples.template("next")));
    release.countDown();

    StepVerifier.create(next.then(registry.exists("cancelled")))
        .expectNext(false)
        .expectComplete()
        .verify(Samples.TIMEOUT);
  }

  @Test
  void aWriteCancelledAfterItHasBegunIsDoneAndItsResultDropped() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Commit> results = new ArrayList<>();
    WriteOperation save = Batches.save(Samples.template("begun"), WriteCondition.any(), 1 << 20);
    Disposable write =
        new WriteMono(
                engine.writer(),
                () ->
                    (transaction, changes) -> {
                      begun.countDown();
                      await(goOn);
                      return save.write(transaction, changes);
                    })
            .subscribe(results::add);
    release.countDown();
    begun.await();
    write.dispose();
    goOn.countDown();

    StepVerifier.create(registry.save(Samples.template("next")).then(registry.exists("begun")))
        .expectNext(true)
        .expectComplete()
        .verify(Samples.TIMEOUT);
    assertThat(results).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void beyondItsCapacityTheQueueRefusesAtOnce() {
    for (TemplateSpec spec : Samples.templates(299)) {
      registry.save(spec).subscribe();
    }
    StepVerifier.create(registry.save(Samples.template("one too many")))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOfSatisfying(
                        OverloadedException.class,
                        overloaded -> {
                          assertThat(overloaded.isRetryable()).isTrue();
                          assertThat(overloaded.capacity()).isEqualTo(300);
                          assertThat(overloaded.option()).isEqualTo("writeQueueCapacity");
                        }))
        .verify(Samples.TIMEOUT);
    release.countDown();

    StepVerifier.create(held.then(registry.save(Samples.template("later"))).then(registry.count()))
        .expectNext(300L)
        .expectComplete()
        .verify(Samples.TIMEOUT);
  }

  @Test
  void beyondItsBytesTheQueueRefusesAtOnceAndGivesThemBack() {
    Mono<Commit> accepted = subscribed(registry.save(Samples.large("a", 1000 << 10)));
    StepVerifier.create(registry.save(Samples.large("b", 100 << 10)))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOfSatisfying(
                        OverloadedException.class,
                        overloaded -> {
                          assertThat(overloaded.isRetryable()).isTrue();
                          assertThat(overloaded.capacity()).isEqualTo(1 << 20);
                          assertThat(overloaded.option()).isEqualTo("writeQueueBytes");
                        }))
        .verify(Samples.TIMEOUT);
    release.countDown();

    StepVerifier.create(accepted.then(registry.save(Samples.large("b", 100 << 10))))
        .expectNextCount(1)
        .expectComplete()
        .verify(Samples.TIMEOUT);
  }

  @Test
  void whatIsRefusedUnderOverloadIsNotEvenLookedAt() {
    subscribed(registry.save(Samples.large("a", 1000 << 10)));
    TemplateSpec tooLarge = Samples.large("b", 2 << 20); // to encode it would be to notice that

    StepVerifier.create(registry.save(tooLarge))
        .expectError(OverloadedException.class)
        .verify(Samples.TIMEOUT);
    StepVerifier.create(registry.saveBatch(List.of(tooLarge)))
        .expectError(OverloadedException.class)
        .verify(Samples.TIMEOUT);
  }

  @Test
  void batchesThatAreNullAreRefused() {
    StepVerifier.create(registry.saveBatch(null))
        .expectError(InvalidTemplateException.class)
        .verify(Samples.TIMEOUT);
    StepVerifier.create(registry.deleteBatch(null))
        .expectError(InvalidTemplateException.class)
        .verify(Samples.TIMEOUT);
  }

  @Test
  void aUnitGreaterThanAllThatMayWaitIsAcceptedWhenNothingWaits() {
    release.countDown();

    StepVerifier.create(held.then(registry.saveBatch(Samples.templates(20_000))))
        .expectNextCount(1)
        .expectComplete()
        .verify(Samples.TIMEOUT);
  }

  @Test
  void closingAnswersWhatWasAcceptedAndRefusesWhatComesAfter() {
    Mono<Commit> accepted = subscribed(registry.save(Samples.template("accepted")));
    Mono<Void> closing = registry.closeAsync().cache();
    closing.subscribe();
    StepVerifier.create(registry.save(Samples.template("late")))
        .expectError(RegistryClosedException.class)
        .verify(Samples.TIMEOUT);
    release.countDown();

    StepVerifier.create(accepted).expectNextCount(1).expectComplete().verify(Samples.TIMEOUT);
    StepVerifier.create(closing).expectComplete().verify(Samples.TIMEOUT);
  }

  @Test
  void resultsArriveOnAThreadThatIsNotTheWriter() {
    AtomicReference<Thread> signalled = new AtomicReference<>();
    Mono<Commit> save =
        subscribed(
            registry
                .save(Samples.template("a"))
                .doOnNext(commit -> signalled.set(Thread.currentThread())));
    release.countDown();

    StepVerifier.create(save).expectNextCount(1).expectComplete().verify(Samples.TIMEOUT);
    assertThat(signalled.get().getName()).isEqualTo("reactive-registry-completions");
  }

  @Test
  void aSubscriberThatThrowsDoesNotStopTheOthers() {
    registry
        .save(Samples.template("a"))
        .subscribe(
            commit -> {
              throw new AssertionError("a subscriber's own failure");
            },
            error -> {});
    Mono<Commit> next = subscribed(registry.save(Samples.template("b")));
    release.countDown();

    StepVerifier.create(next).expectNextCount(1).expectComplete().verify(Samples.TIMEOUT);
  }

  @Test
  void aWriteWithoutDemandIsNotDone() {
    StepVerifier.create(registry.save(Samples.template("a")), 0)
        .expectSubscription()
        .then(release::countDown)
        .then(
            () ->
                assertThat(registry.save(Samples.template("b")).block(Samples.TIMEOUT)).isNotNull())
        .thenCancel()
        .verify(Samples.TIMEOUT);
    assertThat(registry.exists("a").block(Samples.TIMEOUT)).isFalse();
  }

  private static Mono<Commit> subscribed(Mono<Commit> write) {
    Mono<Commit> cached = write.cache();
    cached.subscribe(commit -> {}, error -> {});
    return cached;
  }

  @Test
  void theSubscribersContextIsThereWhenTheResultArrives() {
    Mono<String> traced =
        registry
            .save(Samples.template("a"))
            .flatMap(
                commit -> Mono.deferContextual(context -> Mono.just(context.<String>get("trace"))))
            .contextWrite(context -> context.put("trace", "t-1"))
            .subscribeOn(Schedulers.parallel());
    release.countDown();

    StepVerifier.create(traced).expectNext("t-1").expectComplete().verify(Samples.TIMEOUT);
  }
}
