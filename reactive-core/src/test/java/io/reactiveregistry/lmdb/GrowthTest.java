package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.StoreFailedException;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lmdbjava.LmdbNativeException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The map is full, and grows. */
class GrowthTest {

  private static final int KIB = 1 << 10;

  @TempDir Path directory;

  @Test
  void growsAsOftenAsNecessaryWhileReadersGoOn() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).mapSize(128 * KIB).open()) {
      registry.save(Samples.template("first")).block(Samples.TIMEOUT);
      Mono<Void> writes =
          Flux.range(0, 2000)
              .flatMap(i -> registry.save(Samples.large("large-" + i, 4 * KIB)), 64)
              .then();
      Mono<Long> reads = Flux.range(0, 20_000).flatMap(i -> registry.load("first"), 32).count();

      StepVerifier.create(Mono.zip(writes.thenReturn(true), reads))
          .assertNext(both -> assertThat(both.getT2()).isEqualTo(20_000))
          .expectComplete()
          .verify(Samples.TIMEOUT);
      assertThat(registry.count().block(Samples.TIMEOUT)).isEqualTo(2001);
      assertThat(registry.storage().block(Samples.TIMEOUT).mapSize()).isGreaterThan(8_000_000);
    }
  }

  @Test
  void aBatchGreaterThanTheMapIsWrittenWholeAfterItGrew() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).mapSize(128 * KIB).open()) {
      StepVerifier.create(registry.saveBatch(Samples.templates(20_000)).then(registry.count()))
          .expectNext(20_000L)
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void aStoreThatHasGrownOpensWithASmallerOption() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).mapSize(128 * KIB).open()) {
      registry.saveBatch(Samples.templates(10_000)).block(Samples.TIMEOUT);
    }
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).mapSize(128 * KIB).open()) {
      StepVerifier.create(registry.save(Samples.template("one more")).then(registry.count()))
          .expectNext(10_001L)
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void atItsLimitItNamesBothNumbersAndKeepsWhatItHas() {
    try (LmdbRegistry registry =
        LmdbRegistry.builder(directory).mapSize(128 * KIB).maxMapSize(512 * KIB).open()) {
      registry.save(Samples.template("kept")).block(Samples.TIMEOUT);

      StepVerifier.create(registry.saveBatch(Samples.templates(20_000)))
          .expectErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          MapFullException.class,
                          full -> {
                            assertThat(full.mapSize()).isEqualTo(512 * KIB);
                            assertThat(full.maxMapSize()).isEqualTo(512 * KIB);
                          })
                      .hasMessageContaining("maxMapSize"))
          .verify(Samples.TIMEOUT);
      StepVerifier.create(registry.listIds())
          .expectNext("kept")
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void aUnitThatDoesNotFitFailsAloneAndTheOthersOfItsGroupAreWritten() throws Exception {
    try (LmdbRegistry registry =
        LmdbRegistry.builder(directory).mapSize(128 * KIB).maxMapSize(1024 * KIB).open()) {
      List<Mono<Boolean>> writes =
          List.of(
              registry.save(Samples.template("before")).thenReturn(true),
              registry.saveBatch(Samples.templates(50_000)).thenReturn(true).onErrorReturn(false),
              registry.save(Samples.template("after")).thenReturn(true));

      StepVerifier.create(Flux.mergeSequential(writes))
          .expectNext(true, false, true)
          .expectComplete()
          .verify(Samples.TIMEOUT);
      StepVerifier.create(registry.listIds())
          .expectNext("after", "before")
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void aStoreThatIsFullToTheLastPageCanBeEmptiedAndFilledAgain() {
    try (LmdbRegistry registry = smallStore().open()) {
      assertThat(refusedDeletions(registry)).isZero();
      assertThat(registry.storage().block(Samples.TIMEOUT).usedBytes())
          .as("beyond the limit no further than the reserve")
          .isLessThan(2048 * KIB + LmdbRegistryBuilder.DEFAULT_DELETION_RESERVE);
    }
  }

  @Test
  void withoutAReserveItCannot() {
    try (LmdbRegistry registry = smallStore().deletionReserve(0).open()) {
      assertThat(refusedDeletions(registry)).isPositive();
    }
  }

  private LmdbRegistryBuilder smallStore() {
    return LmdbRegistry.builder(directory)
        .mapSize(128 * KIB)
        .maxMapSize(2048 * KIB)
        .durability(Durability.NO_SYNC);
  }

  /** Fills the store to the last page and deletes the older half, in both ways, again and again. */
  private static long refusedDeletions(LmdbRegistry registry) {
    long refused = 0;
    int next = 0;
    for (int round = 0; round < 10; round++) {
      for (int size : new int[] {200_000, 6_000, 100}) {
        next = fill(registry, size, next);
      }
      List<String> ids = registry.listIds().collectList().block(Samples.TIMEOUT);
      WriteCondition condition = round % 2 == 0 ? WriteCondition.any() : WriteCondition.present();
      for (String id : ids.subList(0, ids.size() / 2)) {
        try {
          registry.delete(id, condition).block(Samples.TIMEOUT);
        } catch (MapFullException full) {
          refused++;
        }
      }
    }
    return refused;
  }

  private static int fill(LmdbRegistry registry, int size, int first) {
    for (int i = first; i < first + 100_000; i++) {
      try {
        registry.save(Samples.large("filling-%06d".formatted(i), size)).block(Samples.TIMEOUT);
      } catch (MapFullException full) {
        return i;
      }
    }
    throw new AssertionError("It never became full");
  }

  @Test
  void aRecordAboveTheLimitIsRefusedBeforeAnythingIsWritten() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).maxRecordBytes(KIB).open()) {
      StepVerifier.create(
              registry.saveBatch(List.of(Samples.template("a"), Samples.large("b", KIB))))
          .expectErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOf(InvalidTemplateException.class)
                      .hasMessageContaining("specs[1]")
                      .hasMessageContaining(
                          "at most 1024 are allowed; shorten it, or raise maxRecordBytes"))
          .verify(Samples.TIMEOUT);
      assertThat(registry.count().block(Samples.TIMEOUT)).isZero();
    }
  }

  @Test
  void whenTheSystemRefusesAGreaterMapEveryCallFailsAndTheProcessLives() {
    long halfOfTheAddressSpace = 1L << 46;
    StoreOptions options =
        new StoreOptions(
            directory,
            1,
            1,
            1,
            KIB,
            halfOfTheAddressSpace,
            Long.MAX_VALUE,
            0,
            Durability.FULL,
            false,
            false,
            false,
            KIB,
            new VersionPolicy(false, VersionPolicy.ALL),
            new ChangeLogOptions(1000, Duration.ofMillis(50)),
            RegistryMetrics.none());
    try (Environment environment = StoreOpener.open(options);
        Snapshot snapshot = new Snapshot(environment)) {
      snapshot.begin();
      snapshot.end();

      assertThatThrownBy(() -> environment.grow(null)).isInstanceOf(LmdbNativeException.class);

      assertThatThrownBy(snapshot::begin).isInstanceOf(StoreFailedException.class);
      assertThatThrownBy(environment::beginRead).isInstanceOf(StoreFailedException.class);
      assertThatThrownBy(environment::beginWrite).isInstanceOf(StoreFailedException.class);
      assertThatThrownBy(environment::adoptMapSize).isInstanceOf(StoreFailedException.class);
      assertThatThrownBy(() -> environment.grow(null)).isInstanceOf(StoreFailedException.class);
    }
  }
}
