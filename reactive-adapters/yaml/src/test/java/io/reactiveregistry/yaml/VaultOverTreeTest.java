package io.reactiveregistry.yaml;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A tree keeps one version of each template, and a Vault over it serves no other one. */
class VaultOverTreeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TemplateSpec FIRST =
      TemplateSpec.builder("a").version("1.0.0").template("first").build();
  private static final TemplateSpec SECOND =
      TemplateSpec.builder("a").version("2.0.0").template("second").build();

  @TempDir Path directory;

  @Test
  void aVersionThatASaveHasReplacedIsNotServed() {
    try (Vault vault = Vault.over(YamlRegistry.open(directory)).build()) {
      StepVerifier.create(vault.save(FIRST).then(vault.load("a", "1.0.0")))
          .expectNext(FIRST)
          .expectComplete()
          .verify(PATIENCE);

      StepVerifier.create(vault.save(SECOND).then(vault.load("a", "1.0.0")))
          .expectError(TemplateNotFoundException.class)
          .verify(PATIENCE);
    }
  }

  @Test
  void norIsOneThatAnotherHandleHasReplacedOnceTheFeedTellsOfIt() {
    try (Vault vault = Vault.over(YamlRegistry.open(directory)).build();
        YamlRegistry other = YamlRegistry.open(directory)) {
      StepVerifier.create(vault.save(FIRST).then(vault.load("a", "1.0.0")))
          .expectNext(FIRST)
          .expectComplete()
          .verify(PATIENCE);

      Flux<TemplateSpec> again =
          vault
              .load("a", "1.0.0")
              .repeatWhen(answers -> answers.delayElements(Duration.ofMillis(5)));
      StepVerifier.create(other.save(SECOND).thenMany(again))
          .thenConsumeWhile(FIRST::equals)
          .expectError(TemplateNotFoundException.class)
          .verify(PATIENCE);
    }
  }
}
