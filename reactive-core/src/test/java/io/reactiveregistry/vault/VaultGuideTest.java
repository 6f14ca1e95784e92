package io.reactiveregistry.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.guide.Document;
import io.reactiveregistry.guide.Snippet;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The guide's snippets compile and do what they say; its tables name what there is. */
class VaultGuideTest {

  private static final String GUIDE = "../docs/VAULT.md";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Options that belong to another one's row. */
  private static final Set<String> TWINS = Set.of("refreshDisabled");

  @TempDir Path directory;

  @Test
  void theFirstSnippetSeesWhatItHasSaved() throws Exception {
    List<Object> declared = run(0, "registry", "seen", "stats");

    try (Vault registry = (Vault) declared.get(0)) {
      TemplateSpec seen = (TemplateSpec) ((Mono<?>) declared.get(1)).block(TIMEOUT);

      assertThat(seen.template()).isEqualTo("Hello");
      assertThat(declared.get(2)).isEqualTo(new VaultStats(0, 0, 0, 0, 0));
      assertThat(registry.stats().misses()).isEqualTo(1);
    }
  }

  @Test
  void theSecondSnippetWarmsAStrictVault() throws Exception {
    List<Object> declared = run(1, "strict", "warm");

    try (Vault strict = (Vault) declared.get(0)) {
      strict.save(TemplateSpec.builder("greeting").build()).block(TIMEOUT);
      ((Mono<?>) declared.get(1)).block(TIMEOUT);

      assertThat(strict.stats().loads()).isEqualTo(1);
    }
  }

  @Test
  void theTablesNameEveryOptionAndEveryNumber() throws Exception {
    List<String> options =
        Arrays.stream(VaultBuilder.class.getMethods())
            .filter(method -> method.getReturnType() == VaultBuilder.class)
            .map(Method::getName)
            .filter(name -> !TWINS.contains(name))
            .toList();
    List<String> numbers =
        Arrays.stream(VaultStats.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    assertThat(rows("## Options")).containsExactlyInAnyOrderElementsOf(options);
    assertThat(rows("## What the numbers")).containsExactlyElementsOf(numbers);
    assertThat(Document.read(GUIDE).text())
        .contains("| `maximumSize` | %,d |".formatted(VaultBuilder.DEFAULT_MAXIMUM_SIZE));
  }

  private static List<String> rows(String heading) throws IOException {
    return Document.read(GUIDE).section(heading).names();
  }

  private List<Object> run(int snippet, String... declared) throws Exception {
    return Snippet.of(
            Document.read(GUIDE).code("java").get(snippet),
            "io.reactiveregistry.*",
            "io.reactiveregistry.lmdb.*",
            "io.reactiveregistry.vault.*",
            "java.nio.file.Path",
            "reactor.core.publisher.*")
        .run(directory, declared);
  }
}
