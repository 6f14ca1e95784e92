package io.reactiveregistry.examples.bulkimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFolderTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory;
  private final List<String> refused = new ArrayList<>();

  private Path file(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    String id = file.getFileName().toString().replaceAll("[.].*", "").replace(" ", "-");
    return Files.writeString(file, "id: %s\ntemplate: text\n".formatted(id));
  }

  private Path link(String name, Path target) throws IOException {
    Path link = directory.resolve(name);
    Files.createDirectories(link.getParent());
    return Files.createSymbolicLink(link, target);
  }

  /** The ids that are in a store after the import of this folder. */
  private List<String> imported(Path folder) {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory.resolve("store")).open()) {
      new ImportRun(10)
          .run(registry, new TemplateFolder(folder), new Refusals(refused::add), saved -> {})
          .block(PATIENCE);
      return registry.listIds().collectList().block(PATIENCE);
    }
  }

  @Test
  void aLinkToTheFolderStandsForTheFolder() throws Exception {
    file("prompts/support/a.yaml");

    assertThat(imported(link("link", directory.resolve("prompts")))).containsExactly("a");
    assertThat(refused).isEmpty();
  }

  @Test
  void linksThatLeadOutOfTheFolderAreToldAndNotFollowed() throws Exception {
    file("prompts/a.yaml");
    link("prompts/file.yaml", file("elsewhere/b.yaml"));
    link("prompts/folder", directory.resolve("elsewhere"));
    link("prompts/readme", file("elsewhere/README.md"));

    assertThat(imported(directory.resolve("prompts"))).containsExactly("a");
    assertThat(refused)
        .containsExactlyInAnyOrder(
            "file.yaml: the link leads out of the folder and is not followed; copy what it points to",
            "folder: the link leads out of the folder and is not followed; copy what it points to");
  }

  @Test
  void aLinkThatLeadsNowhereIsTold() throws Exception {
    Files.createDirectories(directory.resolve("prompts"));
    link("prompts/gone.yml", directory.resolve("prompts/absent.yml"));

    assertThat(imported(directory.resolve("prompts"))).isEmpty();
    assertThat(refused).containsExactly("gone.yml: the link leads nowhere");
  }

  @Test
  void aLinkToWhatIsReadAnywayAddsNothing() throws Exception {
    link("prompts/again.yaml", file("prompts/support/a.yaml"));
    link("prompts/loop", directory.resolve("prompts"));

    ImportRun run = new ImportRun(10);
    try (LmdbRegistry registry = LmdbRegistry.builder(directory.resolve("store")).open()) {
      run.run(
              registry,
              new TemplateFolder(directory.resolve("prompts")),
              new Refusals(refused::add),
              saved -> {})
          .block(PATIENCE);
    }

    assertThat(run.saved()).isEqualTo(1);
    assertThat(refused).isEmpty();
  }

  @Test
  void filesAreReadThroughLinksIntoAHiddenFolderAsSomePlatformsMountThem() throws Exception {
    link("prompts/a.yaml", file("prompts/..2026/a.yaml"));

    assertThat(imported(directory.resolve("prompts"))).containsExactly("a");
    assertThat(refused).isEmpty();
  }

  @Test
  void aLinkToAHiddenFolderIsTold() throws Exception {
    file("prompts/.hidden/a.yaml");
    link("prompts/folder", directory.resolve("prompts/.hidden"));

    assertThat(imported(directory.resolve("prompts"))).isEmpty();
    assertThat(refused)
        .containsExactly(
            "folder: the link leads to a hidden folder and is not followed; copy what it points to");
  }

  @Test
  void whatIsBelowHiddenFoldersIsNotLookedAt() throws Exception {
    file("prompts/a.yaml");
    file("prompts/.git/b.yaml");
    file("prompts/x/.cache/deep/c.yaml");

    assertThat(imported(directory.resolve("prompts"))).containsExactly("a");
    assertThat(refused).isEmpty();
  }

  @Test
  void theFolderItselfMayBeHidden() throws Exception {
    file(".prompts/a.yaml");

    assertThat(imported(directory.resolve(".prompts"))).containsExactly("a");
  }

  @Test
  void endingsMayBeInCapitals() throws Exception {
    file("prompts/a.YAML");
    file("prompts/b.Yml");

    assertThat(imported(directory.resolve("prompts"))).containsExactly("a", "b");
  }

  @Test
  void aFolderMayHaveTheNameOfATemplate() throws Exception {
    file("prompts/folder.yaml/a.yaml");

    assertThat(imported(directory.resolve("prompts"))).containsExactly("a");
    assertThat(refused).isEmpty();
  }
}
