package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class YamlImportTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private Path files;

  @BeforeEach
  void twoFiles() throws IOException {
    files = Files.createDirectory(directory.resolve("prompts"));
    write("a", "first");
    write("b", "second");
  }

  private void write(String id, String text) throws IOException {
    Files.writeString(files.resolve(id + ".yaml"), "id: %s%ntemplate: %s%n".formatted(id, text));
  }

  private ApplicationContextRunner application() {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ReactiveRegistryAutoConfiguration.class))
        .withPropertyValues(
            "reactive-registry.path=" + directory.resolve("store"),
            "reactive-registry.yaml-import.path=" + files);
  }

  private static List<String> ids(ReactiveRegistry registry) {
    return registry.listIds().collectList().block(PATIENCE);
  }

  private static String text(ReactiveRegistry registry, String id) {
    return registry.load(id).block(PATIENCE).template();
  }

  @Test
  void filesAreThereWhenTheApplicationIs() {
    application()
        .run(
            context ->
                assertThat(ids(context.getBean(ReactiveRegistry.class))).containsExactly("a", "b"));
  }

  @Test
  void aRegistryThatHasTemplatesIsLeftAlone() throws IOException {
    application().run(context -> assertThat(context).hasNotFailed());
    write("a", "edited");
    write("c", "third");

    application()
        .run(
            context -> {
              ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
              assertThat(ids(registry)).containsExactly("a", "b");
              assertThat(text(registry, "a")).isEqualTo("first");
            });
  }

  @Test
  void asAMirrorItIsMadeEqualToTheFiles() throws IOException {
    application().run(context -> assertThat(context).hasNotFailed());
    write("a", "edited");
    write("c", "third");
    Files.delete(files.resolve("b.yaml"));

    application()
        .withPropertyValues("reactive-registry.yaml-import.mode=mirror")
        .run(
            context -> {
              ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
              assertThat(ids(registry)).containsExactly("a", "c");
              assertThat(text(registry, "a")).isEqualTo("edited");
            });
  }

  @Test
  void aBrokenFileKeepsTheApplicationFromStartingAndIsNamed() throws IOException {
    Files.writeString(files.resolve("broken.yaml"), "id: broken\ntemplate: [\n");

    application()
        .run(
            context ->
                assertThat(context)
                    .hasFailed()
                    .getFailure()
                    .isInstanceOf(YamlImportException.class)
                    .hasMessageContaining("1 of the files")
                    .hasMessageContaining("broken.yaml"));
  }

  @Test
  void aBrokenFileCanBePassedOver() throws IOException {
    Files.writeString(files.resolve("broken.yaml"), "id: broken\ntemplate: [\n");

    application()
        .withPropertyValues("reactive-registry.yaml-import.on-failure=warn")
        .run(
            context ->
                assertThat(ids(context.getBean(ReactiveRegistry.class))).containsExactly("a", "b"));
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed() {
    application()
        .withPropertyValues("reactive-registry.yaml-import.path=" + directory.resolve("nowhere"))
        .run(
            context ->
                assertThat(context)
                    .hasFailed()
                    .getFailure()
                    .isInstanceOf(YamlImportException.class)
                    .hasMessageContaining("nowhere, which is not a directory"));
  }
}
