package io.reactiveregistry.lmdb;

import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What is asked of a registry, and whether it can be asked. */
class RequestsTest {

  @TempDir Path directory;

  @Test
  void loadAllAloneNeverOverloadsASmallReadQueue() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).readQueueCapacity(4).open()) {
      List<TemplateSpec> templates = Samples.templates(1_000);
      registry.saveBatch(templates).block(Samples.TIMEOUT);

      StepVerifier.create(registry.loadAll(Flux.fromIterable(templates).map(TemplateSpec::id)))
          .expectNextSequence(templates)
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  @Test
  @SuppressWarnings("NullAway") // callers without a null checker
  void nullIsRefusedAsInvalidAndNotTakenForAFailureOfTheStore() {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      for (Publisher<?> call :
          List.<Publisher<?>>of(
              registry.load((String) null),
              registry.load((TemplateRef) null),
              registry.load("a", null),
              registry.exists(null),
              registry.listVersions(null),
              registry.save(null),
              registry.delete(null))) {
        StepVerifier.create(call)
            .expectError(InvalidTemplateException.class)
            .verify(Samples.TIMEOUT);
      }
    }
  }
}
