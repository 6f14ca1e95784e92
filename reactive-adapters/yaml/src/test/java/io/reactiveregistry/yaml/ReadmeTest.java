package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.guide.Document;
import io.reactiveregistry.guide.Snippet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The README's snippets compile and do what they say. */
class ReadmeTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void theSnippetsWork() throws Exception {
    Path prompts = Files.createDirectories(directory.resolve("prompts"));
    Files.writeString(
        prompts.resolve("greeting.yaml"), "id: support/greeting\ntemplate: Hello {{ name }}\n");

    List<Object> results = run();
    try (AutoCloseable registry = (AutoCloseable) results.get(0);
        AutoCloseable folder = (AutoCloseable) results.get(1)) {
      StepVerifier.create((Mono<?>) results.get(2))
          .expectNextMatches("Hello {{ name }}"::equals)
          .expectComplete()
          .verify(TIMEOUT);
      StepVerifier.create((Mono<?>) results.get(3))
          .expectNextMatches(commit -> ((Commit) commit).saved() == 1)
          .expectComplete()
          .verify(TIMEOUT);
      StepVerifier.create((Flux<?>) results.get(4))
          .expectNextMatches("support/greeting"::equals)
          .expectComplete()
          .verify(TIMEOUT);
      assertThat(registry).isNotSameAs(folder);
      requireReleased(results);
    }
  }

  private static void requireReleased(List<Object> results) {
    StepVerifier.create(((Mono<?>) results.get(5)).then((Mono<?>) results.get(6)))
        .expectNextMatches(spec -> ((TemplateSpec) spec).version().equals("1.1.0"))
        .expectComplete()
        .verify(TIMEOUT);
    StepVerifier.create((Mono<?>) results.get(7))
        .expectNextMatches(commit -> ((Commit) commit).saved() == 1)
        .expectComplete()
        .verify(TIMEOUT);
    StepVerifier.create(((Flux<?>) results.get(8)).map(change -> change.getClass().getSimpleName()))
        .expectNext("Saved", "Saved", "LabelMoved", "Saved")
        .thenCancel()
        .verify(TIMEOUT);
    StepVerifier.create(((ReactiveRegistry) results.get(9)).load("support/greeting"))
        .expectNextMatches(spec -> spec.version().equals("1.2.0"))
        .expectComplete()
        .verify(TIMEOUT);
  }

  /** Those of the introduction; the module that a later section is about tests the section. */
  private List<Object> run() throws Exception {
    List<String> blocks = Document.read("../../README.md").introduction().code("java");
    assertThat(blocks).hasSize(2);
    return Snippet.of(
            String.join("\n", blocks),
            "io.reactiveregistry.*",
            "io.reactiveregistry.lmdb.*",
            "io.reactiveregistry.migration.*",
            "io.reactiveregistry.vault.*",
            "io.reactiveregistry.yaml.*",
            "java.nio.file.Path",
            "java.util.List",
            "reactor.core.publisher.*")
        .run(
            directory,
            "registry",
            "folder",
            "greeting",
            "saved",
            "ids",
            "released",
            "inProduction",
            "unlessChanged",
            "changes",
            "vault");
  }
}
