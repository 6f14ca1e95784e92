package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.StoreInUseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** One process opens one store several times. */
@Timeout(60)
class SharingTest {

  @TempDir Path directory;

  @Test
  void bothHandlesSeeTheWritesOfEither() {
    try (LmdbRegistry one = LmdbRegistry.builder(directory).open();
        LmdbRegistry two = LmdbRegistry.builder(directory).open()) {
      one.save(Samples.template("a")).block(Samples.TIMEOUT);
      two.save(Samples.template("b")).block(Samples.TIMEOUT);

      StepVerifier.create(one.listIds())
          .expectNext("a", "b")
          .expectComplete()
          .verify(Samples.TIMEOUT);
      StepVerifier.create(two.load("a"))
          .expectNext(Samples.template("a"))
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void closingOneHandleLeavesTheOtherWorking() {
    LmdbRegistry one = LmdbRegistry.builder(directory).open();
    try (LmdbRegistry two = LmdbRegistry.builder(directory).open()) {
      one.close();

      StepVerifier.create(one.count())
          .expectError(RegistryClosedException.class)
          .verify(Samples.TIMEOUT);
      StepVerifier.create(two.save(Samples.template("a")).then(two.count()))
          .expectNext(1L)
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void closingOneHandleAnswersWhatItAcceptedEvenWhenTheWriteQueueIsFull() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    LmdbRegistry one = LmdbRegistry.builder(directory).writeQueueCapacity(1).open();
    try (LmdbRegistry two = LmdbRegistry.builder(directory).writeQueueCapacity(1).open()) {
      new WriteMono(
              one.engine().writer(),
              () ->
                  (transaction, changes) -> {
                    writing.countDown();
                    await(release);
                    return WriteOperation.Counts.NONE;
                  })
          .subscribe();
      await(writing);

      StepVerifier.create(one.closeAsync())
          .expectSubscription()
          .expectNoEvent(Duration.ofMillis(200))
          .then(release::countDown)
          .expectComplete()
          .verify(Samples.TIMEOUT);
      assertThat(two.count().block(Samples.TIMEOUT)).isZero();
    } finally {
      release.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anotherPathToTheSameStoreSharesItToo() throws Exception {
    Path store = directory.resolve("store");
    try (LmdbRegistry one = LmdbRegistry.builder(store).open()) {
      Path link = Files.createSymbolicLink(directory.resolve("link"), store);
      try (LmdbRegistry two = LmdbRegistry.builder(link).open()) {
        one.save(Samples.template("a")).block(Samples.TIMEOUT);

        assertThat(two.engine()).isSameAs(one.engine());
        StepVerifier.create(two.exists("a"))
            .expectNext(true)
            .expectComplete()
            .verify(Samples.TIMEOUT);
      }
    }
  }

  @Test
  void refusesToShareAStoreWithOtherOptions() {
    try (LmdbRegistry first = LmdbRegistry.builder(directory).open()) {
      assertThatExceptionOfType(StoreInUseException.class)
          .isThrownBy(() -> LmdbRegistry.builder(directory).durability(Durability.NO_SYNC).open())
          .withMessageContaining("durability")
          .withMessageContaining("FULL")
          .withMessageContaining("NO_SYNC");
      assertThat(first.count().block(Samples.TIMEOUT)).isZero();
    }
  }

  @Test
  void aStoreThatIsBeingClosedCanBeOpenedAgainAtOnce() {
    for (int i = 0; i < 50; i++) {
      LmdbRegistry closing = LmdbRegistry.builder(directory).open();
      closing.save(Samples.template("round")).block(Samples.TIMEOUT);
      closing.closeAsync().subscribe();
      try (LmdbRegistry next = LmdbRegistry.builder(directory).open()) {
        assertThat(next.exists("round").block(Samples.TIMEOUT)).isTrue();
      }
    }
  }
}
