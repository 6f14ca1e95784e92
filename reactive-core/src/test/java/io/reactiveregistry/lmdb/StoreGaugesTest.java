package io.reactiveregistry.lmdb;

import static io.reactiveregistry.contract.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.metrics.RegistryGauges;
import io.reactiveregistry.metrics.StorageSample;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** How things stand in a store can be looked up at any time, on any thread. */
@Timeout(60)
class StoreGaugesTest {

  @TempDir Path directory;

  @Test
  void theSampleIsTakenAgainAndAgain() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      RegistryGauges gauges = registry.gauges();
      assertThat(registry.gauges()).isSameAs(gauges);
      await().atMost(Samples.TIMEOUT).until(() -> gauges.storage() != null);

      registry.saveBatch(Samples.templates(40)).block(Samples.TIMEOUT);

      await().atMost(Samples.TIMEOUT).until(() -> sample(gauges).templates() == 40);
      assertThat(sample(gauges).loggedChanges()).isEqualTo(40);
    }
  }

  @Test
  void theLengthOfTheLogIsThatOfWhatIsKept() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).changeLogCapacity(100).open()) {
      registry.saveBatch(Samples.templates(90)).block(Samples.TIMEOUT);
      registry.saveBatch(Samples.templates(90)).block(Samples.TIMEOUT);
      RegistryGauges gauges = registry.gauges();

      await().atMost(Samples.TIMEOUT).until(() -> gauges.storage() != null);
      assertThat(sample(gauges).loggedChanges()).isBetween(1L, 100L);
    }
  }

  @Test
  void whoFollowsIsCountedWhateverHandleItIs() {
    try (LmdbRegistry one = LmdbRegistry.builder(directory).open();
        LmdbRegistry two = LmdbRegistry.builder(directory).open()) {
      assertThat(one.gauges().subscribers()).isZero();
      Disposable first = one.changes().subscribe();
      Disposable second = two.changes().subscribe();
      assertThat(one.gauges().subscribers()).isEqualTo(2);
      first.dispose();
      second.dispose();
      assertThat(one.gauges().subscribers()).isZero();
    }
  }

  @Test
  void aStoreThatIsOnlyReadHasNoWriteQueue() {
    LmdbRegistry.builder(directory).open().close();
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).readOnly(true).open()) {
      RegistryGauges gauges = registry.gauges();

      assertThat(gauges.waitingWrites()).isZero();
      assertThat(gauges.writeQueueCapacity()).isZero();
      assertThat(gauges.waitingWriteBytes()).isZero();
      assertThat(gauges.writeQueueBytes()).isZero();
      assertThat(gauges.staleReadersCleared()).isZero();
      await().atMost(Samples.TIMEOUT).until(() -> gauges.storage() != null);
    }
  }

  @Test
  void theLastValuesStayWhenTheRegistryIsClosed() {
    RegistryGauges gauges;
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.save(Samples.template("a")).block(Samples.TIMEOUT);
      gauges = registry.gauges();
      await().atMost(Samples.TIMEOUT).until(() -> gauges.storage() != null);
    }

    assertThat(sample(gauges).templates()).isEqualTo(1);
    assertThat(gauges.waitingReads()).isZero();
    assertThat(gauges.waitingWrites()).isZero();
  }

  @Test
  void theLastFailureOfTheStorageIsRemembered() {
    LmdbRegistry.builder(directory).open().close();
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("templates", "damaged", "no template");
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      RegistryGauges gauges = registry.gauges();
      assertThat(gauges.lastFailure()).isNull();

      StepVerifier.create(registry.load("damaged"))
          .expectError(CorruptTemplateException.class)
          .verify(Samples.TIMEOUT);
      StepVerifier.create(registry.load("absent"))
          .expectError(TemplateNotFoundException.class)
          .verify(Samples.TIMEOUT);

      assertThat(gauges.lastFailure())
          .satisfies(
              failure -> {
                assertThat(failure.error()).isEqualTo("CorruptTemplateException");
                assertThat(failure.message()).contains("damaged");
              });
    }
  }

  @Test
  void aFullMapIsAFailureAndAMistakeOfACallerIsNone() {
    long mapSize = 1 << 20;
    try (LmdbRegistry registry =
        LmdbRegistry.builder(directory)
            .mapSize(mapSize)
            .maxMapSize(mapSize)
            .deletionReserve(0)
            .open()) {
      RegistryGauges gauges = registry.gauges();
      StepVerifier.create(registry.save(Samples.template("a"), WriteCondition.present()))
          .expectError(ConflictException.class)
          .verify(Samples.TIMEOUT);
      assertThat(gauges.lastFailure()).isNull();

      StepVerifier.create(registry.saveBatch(Samples.templates(20_000)))
          .expectError(MapFullException.class)
          .verify(Samples.TIMEOUT);

      assertThat(gauges.lastFailure())
          .satisfies(failure -> assertThat(failure.error()).isEqualTo("MapFullException"));
    }
  }

  @Test
  void lookingBlocksNoEventLoop() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      StepVerifier.create(
              Mono.fromCallable(() -> lookAt(registry.gauges())).subscribeOn(Schedulers.parallel()))
          .expectNextCount(1)
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  private static long lookAt(RegistryGauges gauges) {
    StorageSample sample = gauges.storage();
    return gauges.waitingReads()
        + gauges.readQueueCapacity()
        + gauges.waitingWrites()
        + gauges.waitingWriteBytes()
        + gauges.subscribers()
        + gauges.staleReadersCleared()
        + (sample == null ? 0 : sample.revision());
  }

  private static StorageSample sample(RegistryGauges gauges) {
    StorageSample sample = gauges.storage();
    assertThat(sample).isNotNull();
    return sample;
  }
}
