package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.codec.StoredInteger;
import io.reactiveregistry.codec.TemplateEncoder;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The databases of a store, seen from outside, and what other programs do to them. */
class HistoryTest {

  @TempDir Path directory;

  @Test
  void eachVersionReturnsItsOwnBody() {
    withRegistry(
        registry -> {
          saveVersions(registry, "a", "1.0.0", "2.0.0", "3.0.0");
          Stream.of("1.0.0", "2.0.0", "3.0.0")
              .forEach(
                  version ->
                      StepVerifier.create(registry.load("a", version))
                          .expectNext(Samples.template("a", version))
                          .expectComplete()
                          .verify(Samples.TIMEOUT));
        });
  }

  @Test
  void deletingLeavesNoTraceInAnyDatabase() {
    withRegistry(
        registry -> {
          saveVersions(registry, "a", "1.0.0", "2.0.0", "3.0.0");
          saveVersions(registry, "a:b", "1.0.0", "2.0.0");
          registry.delete("a").block(Samples.TIMEOUT);
        });
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.entries("templates")).isEqualTo(1);
      assertThat(raw.entries("version_index")).isEqualTo(2);
      assertThat(raw.entries("history")).isEqualTo(1);
      assertThat(raw.get("history", "a:b:1.0.0")).isNotNull();
    }
  }

  @Test
  void aVersionSavedAgainIsKeptOnlyOnce() {
    withRegistry(
        registry -> {
          saveVersions(registry, "a", "1.0.0", "2.0.0", "1.0.0");
          StepVerifier.create(registry.listVersions("a"))
              .expectNext("1.0.0", "2.0.0")
              .expectComplete()
              .verify(Samples.TIMEOUT);
        });
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(raw.entries("history")).isEqualTo(1);
      assertThat(raw.get("history", "a:2.0.0")).isNotNull();
    }
  }

  @Test
  void theStoredCountIsExactAfterOverwritesAndDeletes() {
    withRegistry(
        registry -> {
          saveVersions(registry, "a", "1.0.0", "1.0.0", "2.0.0");
          saveVersions(registry, "b", "1.0.0");
          saveVersions(registry, "c", "1.0.0");
          registry.delete("b").block(Samples.TIMEOUT);
        });
    try (RawStore raw = RawStore.open(directory)) {
      assertThat(StoredInteger.decode(raw.get("metadata", "count"))).isEqualTo(2);
      assertThat(raw.get("version_index", "a:2.0.0")).asString().isEqualTo("a");
    }
  }

  @Test
  void aVersionThatTheOriginalOverwroteIsNotFound() {
    withRegistry(registry -> saveVersions(registry, "a", "1.0.0"));
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("templates", "a", TemplateEncoder.encode(Samples.template("a", "2.0.0")));
      raw.put("version_index", "a:2.0.0", "a");
    }
    withRegistry(
        registry -> {
          StepVerifier.create(registry.load("a", "1.0.0"))
              .expectError(TemplateNotFoundException.class)
              .verify(Samples.TIMEOUT);
          StepVerifier.create(registry.listVersions("a"))
              .expectNext("2.0.0")
              .expectComplete()
              .verify(Samples.TIMEOUT);
        });
  }

  @Test
  void theHistoryOfATemplateThatTheOriginalDeletedDoesNotComeBackWithANewOne() {
    withRegistry(registry -> saveVersions(registry, "a", "1.0.0", "2.0.0"));
    try (RawStore raw = RawStore.open(directory)) {
      raw.delete("templates", "a");
      raw.delete("version_index", "a:2.0.0");
    }
    withRegistry(
        registry -> {
          StepVerifier.create(registry.load("a", "1.0.0"))
              .expectError(TemplateNotFoundException.class)
              .verify(Samples.TIMEOUT);
          saveVersions(registry, "a", "5.0.0");
          StepVerifier.create(registry.load("a", "1.0.0"))
              .expectError(TemplateNotFoundException.class)
              .verify(Samples.TIMEOUT);
        });
  }

  @Test
  void aDamagedRecordFailsAloneAndCanBeSavedAgain() {
    withRegistry(
        registry -> {
          saveVersions(registry, "a", "1.0.0");
          saveVersions(registry, "b", "1.0.0");
        });
    try (RawStore raw = RawStore.open(directory)) {
      raw.flipBit("templates", "a", 40);
    }
    withRegistry(
        registry -> {
          StepVerifier.create(registry.load("a"))
              .expectErrorSatisfies(
                  error ->
                      assertThat(error)
                          .isInstanceOfSatisfying(
                              CorruptTemplateException.class,
                              corrupt -> assertThat(corrupt.id()).isEqualTo("a")))
              .verify(Samples.TIMEOUT);
          StepVerifier.create(registry.loadAll(Flux.just("b", "a", "b")))
              .expectNext(Samples.template("b"))
              .expectError(CorruptTemplateException.class)
              .verify(Samples.TIMEOUT);
          saveVersions(registry, "a", "1.0.1");
          StepVerifier.create(registry.load("a"))
              .expectNext(Samples.template("a", "1.0.1"))
              .expectComplete()
              .verify(Samples.TIMEOUT);
        });
  }

  @Test
  void aRecordFiledUnderAnotherIdIsNeverServed() {
    withRegistry(registry -> saveVersions(registry, "a", "1.0.0"));
    try (RawStore raw = RawStore.open(directory)) {
      raw.put("templates", "b", raw.get("templates", "a"));
    }
    withRegistry(
        registry ->
            StepVerifier.create(registry.load("b"))
                .expectError(CorruptTemplateException.class)
                .verify(Samples.TIMEOUT));
  }

  private void withRegistry(Consumer<LmdbRegistry> use) {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      use.accept(registry);
    }
  }

  private static void saveVersions(LmdbRegistry registry, String id, String... versions) {
    for (String version : versions) {
      registry.save(Samples.template(id, version)).block(Samples.TIMEOUT);
    }
  }
}
