package io.reactiveregistry.lmdb;

import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.NotAStoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** Opening without blocking, and whose the store is when it is cancelled. */
@Timeout(60)
class OpeningMonoTest {

  @TempDir Path directory;

  private final AtomicReference<LmdbRegistry> opened = new AtomicReference<>();

  private LmdbRegistry open() {
    LmdbRegistry registry = LmdbRegistry.builder(directory).open();
    opened.set(registry);
    return registry;
  }

  @Test
  void nothingIsOpenedWithoutDemand() {
    StepVerifier.create(new OpeningMono(this::open), 0)
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(50))
        .thenCancel()
        .verify(Samples.TIMEOUT);
    assertThat(opened.get()).isNull();
  }

  @Test
  void eachSubscriptionOpensAgain() {
    AtomicInteger openings = new AtomicInteger();
    OpeningMono mono =
        new OpeningMono(
            () -> {
              openings.incrementAndGet();
              return open();
            });
    mono.block(Samples.TIMEOUT).close();
    mono.block(Samples.TIMEOUT).close();

    assertThat(openings).hasValue(2);
  }

  @Test
  void aStoreThatOpensAfterTheCancellationIsClosedAndNotEmitted() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger emitted = new AtomicInteger();
    Disposable subscription =
        new OpeningMono(
                () -> {
                  opening.countDown();
                  goOn.await();
                  return open();
                })
            .subscribe(registry -> emitted.incrementAndGet());
    opening.await();
    subscription.dispose();
    goOn.countDown();

    // Not before it was opened: an opening of ours with other options would keep it from being so.
    await().atMost(Samples.TIMEOUT).until(() -> opened.get() != null);
    await()
        .atMost(Samples.TIMEOUT)
        .ignoreExceptions() // as long as it is open with the options it has
        .until(
            () -> {
              LmdbRegistry.builder(directory).readerThreads(7).open().close();
              return true;
            });
    assertThat(emitted).hasValue(0);
  }

  @Test
  void aFailureIsSignalled() {
    StepVerifier.create(
            LmdbRegistry.builder(directory.resolve("absent")).readOnly(true).openAsync())
        .expectError(NotAStoreException.class)
        .verify(Samples.TIMEOUT);
  }
}
