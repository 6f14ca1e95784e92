package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.StoreInUseException;
import io.reactiveregistry.error.UnsupportedFeatureException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What each property of the store and the cache changes, as its users see it. */
@Timeout(120)
class PropertyEffectsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** More calls than a store answers while they are handed over. */
  private static final int MANY = 10_000;

  @TempDir Path directory;

  private Path store() {
    return directory.resolve("store");
  }

  private void withProperties(
      ContextConsumer<AssertableApplicationContext> check, String... properties) {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ReactiveRegistryAutoConfiguration.class))
        .withPropertyValues("reactive-registry.path=" + store())
        .withPropertyValues(properties)
        .run(check);
  }

  private static TemplateSpec template(String id, String version, String text) {
    return TemplateSpec.builder(id).version(version).template(text).build();
  }

  private static <T> T get(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(PATIENCE));
  }

  private static void expectOverload(Flux<?> calls, String option) {
    StepVerifier.create(calls)
        .thenConsumeWhile(result -> true)
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(OverloadedException.class)
                    .hasMessageContaining(option))
        .verify(PATIENCE);
  }

  @Test
  void readerThreads() {
    withProperties(
        context -> {
          assertThat(context).hasNotFailed();
          assertThat(Thread.getAllStackTraces().keySet())
              .filteredOn(thread -> thread.getName().startsWith("reactive-registry-reader-"))
              .hasSize(3);
        },
        "reactive-registry.reader-threads=3");
  }

  @Test
  void readQueueCapacity() {
    withProperties(
        context -> {
          ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
          expectOverload(
              Flux.range(0, MANY).flatMap(call -> registry.exists("a"), MANY), "readQueueCapacity");
        },
        "reactive-registry.reader-threads=1",
        "reactive-registry.read-queue-capacity=1",
        "reactive-registry.vault.enabled=false");
  }

  @ParameterizedTest
  @CsvSource({
    "reactive-registry.write-queue-capacity=1, writeQueueCapacity",
    "reactive-registry.write-queue-size=1B, writeQueueBytes"
  })
  void writeQueues(String property, String option) {
    withProperties(
        context -> {
          ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
          expectOverload(
              Flux.range(0, MANY)
                  .flatMap(call -> registry.save(template("t" + call, "1", "Hello")), MANY),
              option);
        },
        property);
  }

  @Test
  void mapSizes() {
    withProperties(
        context -> {
          LmdbRegistry registry = context.getBean(LmdbRegistry.class);
          assertThat(get(registry.storage()).mapSize()).isEqualTo(2 << 20);
          assertThat(get(registry.storage()).maxMapSize()).isEqualTo(8 << 20);
        },
        "reactive-registry.map-size=2MB",
        "reactive-registry.max-map-size=8MB");
  }

  @Test
  void deletionReserve() {
    withProperties(
        context ->
            await()
                .atMost(PATIENCE)
                .until(() -> store().resolve("reserve.bin").toFile().length() == 512 * 1024),
        "reactive-registry.deletion-reserve=512KB");
  }

  @Test
  void writeMap() {
    withProperties(
        context -> {
          get(context.getBean(ReactiveRegistry.class).save(template("a", "1", "Hello")));
          assertThat(store().resolve("data.mdb").toFile()).hasSize(4 << 20);
        },
        "reactive-registry.write-map=true",
        "reactive-registry.map-size=4MB");
  }

  /** Only a power cut or another process would show more; all users of a store have to agree. */
  @ParameterizedTest
  @CsvSource({
    "reactive-registry.durability=no-sync, durability = NO_SYNC",
    "reactive-registry.change-detection=1h, changeDetection = PT1H"
  })
  void whatTheOtherUsersOfTheStoreHaveToAgreeOn(String property, String option) {
    withProperties(
        context -> {
          assertThat(context).hasNotFailed();
          StepVerifier.create(LmdbRegistry.builder(store()).openAsync())
              .expectErrorSatisfies(
                  error ->
                      assertThat(error)
                          .isInstanceOf(StoreInUseException.class)
                          .hasMessageContaining(option))
              .verify(PATIENCE);
        },
        property);
  }

  @Test
  void maxRecordSize() {
    withProperties(
        context ->
            StepVerifier.create(
                    context
                        .getBean(ReactiveRegistry.class)
                        .save(template("a", "1", "x".repeat(2_000))))
                .expectError(InvalidTemplateException.class)
                .verify(PATIENCE),
        "reactive-registry.max-record-size=1KB");
  }

  @Test
  void immutableVersions() {
    withProperties(
        context -> {
          ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
          get(registry.save(template("a", "1", "Hello")));
          StepVerifier.create(registry.save(template("a", "1", "Good evening")))
              .expectError(ConflictException.class)
              .verify(PATIENCE);
        },
        "reactive-registry.immutable-versions=true");
  }

  @Test
  void keepVersions() {
    withProperties(
        context -> {
          ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
          for (String version : List.of("1", "2", "3")) {
            get(registry.save(template("a", version, "Hello")));
          }
          StepVerifier.create(registry.listVersions("a"))
              .expectNext("2", "3")
              .expectComplete()
              .verify(PATIENCE);
        },
        "reactive-registry.keep-versions=2");
  }

  @Test
  void changeLogCapacity() {
    withProperties(
        context ->
            StepVerifier.create(context.getBean(LmdbRegistry.class).changes(0))
                .expectError(UnsupportedFeatureException.class)
                .verify(PATIENCE),
        "reactive-registry.change-log-capacity=0");
  }

  /** The cache gives up what is too much a moment later. */
  private void expectHeld(int entries, String property) {
    withProperties(
        context -> {
          Vault vault = context.getBean(Vault.class);
          List<String> ids = List.of("a", "b", "c");
          ids.forEach(id -> get(vault.save(template(id, "1", "Hello"))));
          await()
              .atMost(PATIENCE)
              .until(
                  () -> {
                    ids.forEach(id -> get(vault.load(id)));
                    return vault.stats().evictions() > 0 && vault.stats().size() == entries;
                  });
        },
        property);
  }

  /** It keeps nothing until it follows the changes. Saves a template, and has it kept. */
  private static void awaitCaching(Vault vault) {
    get(vault.save(template("kept", "1", "Hello")));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              get(vault.load("kept"));
              return vault.stats().hits() > 0;
            });
  }

  @Test
  void vaultMaximumSize() {
    expectHeld(2, "reactive-registry.vault.maximum-size=2");
  }

  @Test
  void vaultMaximumWeight() {
    expectHeld(0, "reactive-registry.vault.maximum-weight=1B");
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void vaultNegativeEntries(boolean remembered, long hits) {
    withProperties(
        context -> {
          Vault vault = context.getBean(Vault.class);
          awaitCaching(vault);
          long before = vault.stats().hits();
          StepVerifier.create(vault.find("absent").then(vault.find("absent")))
              .expectComplete()
              .verify(PATIENCE);
          assertThat(vault.stats().hits() - before).isEqualTo(hits);
        },
        "reactive-registry.vault.negative-entries=" + remembered);
  }

  @Test
  void vaultRefreshAfter() {
    withProperties(
        context -> {
          Vault vault = context.getBean(Vault.class);
          get(vault.save(template("a", "1", "Hello")));
          await()
              .atMost(PATIENCE)
              .until(
                  () -> {
                    get(vault.load("a"));
                    return vault.stats().loads() > 1;
                  });
        },
        "reactive-registry.vault.refresh-after=1ms");
  }

  /** Any write makes all entries of a strict cache outdated, and of the other one its own. */
  @ParameterizedTest
  @CsvSource({"true, 0", "false, 1"})
  void vaultStrict(boolean strict, long hits) {
    withProperties(
        context -> {
          Vault vault = context.getBean(Vault.class);
          awaitCaching(vault);
          long before = vault.stats().hits();
          get(vault.save(template("a", "1", "Hello")).then(vault.load("a")));
          get(vault.save(template("b", "1", "Hello")).then(vault.load("a")));
          assertThat(vault.stats().hits() - before).isEqualTo(hits);
        },
        "reactive-registry.vault.strict=" + strict);
  }
}
