package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.lmdb.Durability;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RegistryHealthIndicatorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private static Health health(RegistryHealthIndicator indicator) {
    return Objects.requireNonNull(indicator.health().block(PATIENCE));
  }

  @Test
  void aRegistryThatAnswersIsUp() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      registry.save(TemplateSpec.builder("a").template("x").build()).block(PATIENCE);

      Health health = health(new RegistryHealthIndicator(registry, registry));

      assertThat(health.getStatus()).isEqualTo(Status.UP);
      assertThat(health.getDetails())
          .containsEntry("templates", 1L)
          .containsEntry("revision", 1L)
          .containsKeys("readers", "maxReaders", "usedBytes", "mapSize", "maxMapSize")
          .containsEntry("waitingWrites", 0)
          .hasEntrySatisfying(
              "waitingReads",
              reads -> assertThat((Integer) reads).as("its own at the most").isBetween(0, 2));
    }
  }

  @Test
  void oneThatHasNoStoreIsUpToo() {
    try (InMemoryRegistry registry = new InMemoryRegistry()) {
      assertThat(health(new RegistryHealthIndicator(registry, null)).getStatus())
          .isEqualTo(Status.UP);
    }
  }

  @Test
  void aClosedOneIsDownAndSaysWhy() {
    LmdbRegistry registry = LmdbRegistry.builder(directory).open();
    registry.close();

    Health health = health(new RegistryHealthIndicator(registry, registry));

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails().get("error")).asString().contains("closed");
  }

  @Test
  void aStoreThatIsFullIsUpSinceItsReadsGoOnAndTellsHowFullItIs() {
    try (LmdbRegistry registry =
        LmdbRegistry.builder(directory)
            .mapSize(1 << 20)
            .maxMapSize(1 << 20)
            .deletionReserve(0)
            .durability(Durability.NO_SYNC)
            .open()) {
      Flux.range(0, 10_000)
          .concatMap(
              i -> registry.save(TemplateSpec.builder("t" + i).template("x".repeat(100)).build()))
          .onErrorComplete()
          .blockLast(PATIENCE);

      Health health = health(new RegistryHealthIndicator(registry, registry));

      assertThat(health.getStatus()).isEqualTo(Status.UP);
      assertThat((Double) health.getDetails().get("mapUse")).isGreaterThan(0.99);
      assertThat(health.getDetails().get("lastError")).asString().startsWith("MapFullException at");
    }
  }

  @Test
  void oneThatDoesNotAnswerWithinFiveSecondsIsDown() {
    ReactiveRegistry silent =
        (ReactiveRegistry)
            Proxy.newProxyInstance(
                ReactiveRegistry.class.getClassLoader(),
                new Class<?>[] {ReactiveRegistry.class},
                (proxy, method, arguments) -> Mono.never());

    StepVerifier.withVirtualTime(() -> new RegistryHealthIndicator(silent, null).health())
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(4_999))
        .thenAwait(Duration.ofMillis(1))
        .expectNextMatches(health -> health.getStatus().equals(Status.DOWN))
        .expectComplete()
        .verify(PATIENCE);
  }
}
