package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The README's snippets compile and do what they say. */
public class ReadmeTest {

  private static final Path README = Path.of("../../README.md");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void theSnippetsWork() throws Exception {
    Path prompts = Files.createDirectories(directory.resolve("prompts"));
    Files.writeString(
        prompts.resolve("greeting.yaml"), "id: support/greeting\ntemplate: Hello {{ name }}\n");

    try (URLClassLoader classes =
        new URLClassLoader(
            new URL[] {compile(snippet()).toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
      QuickStart quickStart =
          (QuickStart) classes.loadClass("Snippet").getConstructor().newInstance();
      List<Object> results = quickStart.run();
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

  /** Runs the snippet and hands out what it has declared. */
  public interface QuickStart {
    List<Object> run() throws Exception;
  }

  /** Those of the introduction; the module that a later section is about tests the section. */
  private String snippet() throws Exception {
    String readme = Files.readString(README);
    List<String> blocks =
        Pattern.compile("(?s)```java\n(.*?)```")
            .matcher(readme.substring(0, readme.indexOf("\n## ")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(2);
    return String.join("\n", blocks).replace("Path.of(\"", "Path.of(\"" + directory + "/");
  }

  private Path compile(String snippet) throws Exception {
    String source =
        """
        import io.reactiveregistry.*;
        import io.reactiveregistry.lmdb.*;
        import io.reactiveregistry.migration.*;
        import io.reactiveregistry.vault.*;
        import io.reactiveregistry.yaml.*;
        import java.nio.file.Path;
        import java.util.List;
        import reactor.core.publisher.*;

        public class Snippet implements io.reactiveregistry.yaml.ReadmeTest.QuickStart {
          public java.util.List<Object> run() throws Exception {
        %s
            return List.of(
                registry, folder, greeting, saved, ids,
                released, inProduction, unlessChanged, changes, vault);
          }
        }
        """
            .formatted(snippet);
    Path output = Files.createDirectories(directory.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-d", output.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    assertThat(compiler.getTask(null, null, null, options, null, List.of(file)).call()).isTrue();
    return output;
  }
}
