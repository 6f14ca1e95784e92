package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class WorkQueueTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WorkQueue queue =
      new WorkQueue("write", 1, 2, "writeQueueCapacity", Path.of("tree"));
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    gate.countDown();
    queue.close().block(PATIENCE);
  }

  @Test
  void runsCallsInTheOrderOfSubscription() throws InterruptedException {
    subscribeBlocker();
    Mono<String> second = task("second");
    Mono<String> first = task("first");
    first.subscribe();
    second.subscribe();

    gate.countDown();

    queue.close().block(PATIENCE);
    assertThat(done).containsExactly("blocker", "first", "second");
  }

  @Test
  void refusesWhatItsQueueDoesNotHold() throws InterruptedException {
    subscribeBlocker();
    task("first").subscribe();
    task("second").subscribe();

    StepVerifier.create(task("third"))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(OverloadedException.class)
                    .hasMessageContaining("writeQueueCapacity"))
        .verify(PATIENCE);
  }

  @Test
  void forgetsACallThatIsCancelledWhileItWaits() throws InterruptedException {
    subscribeBlocker();
    task("cancelled").subscribe().dispose();
    task("kept").subscribe();

    gate.countDown();

    queue.close().block(PATIENCE);
    assertThat(done).containsExactly("blocker", "kept");
  }

  @Test
  void neitherInterruptsNorRepeatsACallThatIsCancelledAfterItHasBegun()
      throws InterruptedException {
    Disposable blocker = subscribeBlocker();

    blocker.dispose();
    gate.countDown();

    queue.close().block(PATIENCE);
    assertThat(done).containsExactly("blocker");
  }

  @Test
  void dropsAnErrorNobodyWaitsForInSilence() throws InterruptedException {
    AtomicBoolean failed = new AtomicBoolean();
    StepVerifier.create(
            queue.<String>call(
                () -> {
                  begun.countDown();
                  gate.await();
                  failed.set(true);
                  throw new IOException("late");
                }))
        .then(() -> await(begun))
        .thenCancel()
        .verifyThenAssertThat(PATIENCE)
        .hasNotDroppedErrors();
    gate.countDown();

    queue.close().block(PATIENCE);
    assertThat(failed).isTrue();
  }

  @Test
  void translatesWhatTheFileSystemReports() {
    StepVerifier.create(
            queue.call(
                () -> {
                  throw new IOException("broken disk");
                }))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("broken disk"))
        .verify(PATIENCE);
  }

  @Test
  void answersWhatItAcceptedBeforeClosingAndRefusesTheRest() throws InterruptedException {
    subscribeBlocker();
    Sinks.One<String> accepted = Sinks.one();
    task("accepted").subscribe(accepted::tryEmitValue);
    Sinks.Empty<Void> closed = Sinks.empty();
    queue.close().subscribe(nothing -> {}, closed::tryEmitError, closed::tryEmitEmpty);

    StepVerifier.create(task("late")).expectError(RegistryClosedException.class).verify(PATIENCE);
    gate.countDown();

    StepVerifier.create(accepted.asMono()).expectNext("accepted").expectComplete().verify(PATIENCE);
    StepVerifier.create(closed.asMono()).expectComplete().verify(PATIENCE);
    assertThat(List.copyOf(done)).containsExactly("blocker", "accepted");
  }

  private Disposable subscribeBlocker() throws InterruptedException {
    Disposable blocker =
        queue
            .call(
                () -> {
                  begun.countDown();
                  gate.await();
                  done.add("blocker");
                  return "blocker";
                })
            .subscribe();
    begun.await();
    return blocker;
  }

  private Mono<String> task(String name) {
    return queue.call(
        () -> {
          done.add(name);
          return name;
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
