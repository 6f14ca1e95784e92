package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.metrics.RegistryMetrics;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** BlockHound watches all tests; these prove that it sees LMDB, and that it has nothing to see. */
class BlockingTest {

  @TempDir Path directory;

  @Test
  void aTransactionOnAnEventLoopIsNoticed() {
    StoreOptions options =
        new StoreOptions(
            directory,
            1,
            10,
            10,
            1 << 20,
            1 << 20,
            1 << 20,
            0,
            Durability.FULL,
            false,
            false,
            false,
            1 << 20,
            new VersionPolicy(false, VersionPolicy.ALL),
            new ChangeLogOptions(1000, Duration.ofMillis(50)),
            RegistryMetrics.none());
    try (Environment environment = StoreOpener.open(options)) {
      StepVerifier.create(
              Mono.fromRunnable(() -> environment.beginRead().close())
                  .subscribeOn(Schedulers.parallel()))
          .expectErrorSatisfies(
              error -> assertThat(error.toString()).contains("Blocking call").contains("Env#txn"))
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void aSubscriberThatBlocksOnAReaderThreadIsNoticed() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      StepVerifier.create(registry.count().map(count -> registry.count().block(Samples.TIMEOUT)))
          .expectErrorSatisfies(
              error -> assertThat(error).hasMessageContaining("reactive-registry-reader"))
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  void everythingElseRunsOnEventLoopsWithoutBlockingThem() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      Mono<Long> all =
          registry
              .saveBatch(Samples.templates(100))
              .then(registry.save(Samples.template("a")))
              .thenMany(registry.saveAll(Flux.fromIterable(Samples.templates(50)), 7))
              .thenMany(registry.loadAll(registry.listIds()))
              .then(registry.delete("a"))
              .then(registry.metadata())
              .then(registry.storage())
              .then(registry.listVersions("template-000001").collectList())
              .then(registry.count());

      StepVerifier.create(all.subscribeOn(Schedulers.parallel()))
          .expectNext(100L)
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }
}
