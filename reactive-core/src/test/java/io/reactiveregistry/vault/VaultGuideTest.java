package io.reactiveregistry.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The guide's snippets compile and do what they say; its tables name what there is. */
public class VaultGuideTest {

  private static final Path GUIDE = Path.of("../docs/VAULT.md");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Options that belong to another one's row. */
  private static final Set<String> TWINS = Set.of("refreshDisabled");

  @TempDir Path directory;

  /** Runs a snippet and hands out what it has declared. */
  public interface Snippet {
    List<Object> run() throws Exception;
  }

  @Test
  void theFirstSnippetSeesWhatItHasSaved() throws Exception {
    List<Object> declared = run(snippets().get(0), "registry, seen, stats");

    try (Vault registry = (Vault) declared.get(0)) {
      TemplateSpec seen = (TemplateSpec) ((Mono<?>) declared.get(1)).block(TIMEOUT);

      assertThat(seen.template()).isEqualTo("Hello");
      assertThat(declared.get(2)).isEqualTo(new VaultStats(0, 0, 0, 0, 0));
      assertThat(registry.stats().misses()).isEqualTo(1);
    }
  }

  @Test
  void theSecondSnippetWarmsAStrictVault() throws Exception {
    List<Object> declared = run(snippets().get(1), "strict, warm");

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
    assertThat(Files.readString(GUIDE))
        .contains("| `maximumSize` | %,d |".formatted(VaultBuilder.DEFAULT_MAXIMUM_SIZE));
  }

  private static List<String> rows(String heading) throws Exception {
    String guide = Files.readString(GUIDE);
    int start = guide.indexOf(heading);
    String section = guide.substring(start, guide.indexOf("\n## ", start + 1));
    return first(Pattern.compile("(?m)^\\| `(\\w+)` \\|"), section);
  }

  private List<String> snippets() throws Exception {
    return first(Pattern.compile("(?s)```java\n(.*?)```"), Files.readString(GUIDE)).stream()
        .map(snippet -> snippet.replace("Path.of(\"", "Path.of(\"" + directory + "/"))
        .toList();
  }

  private static List<String> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private List<Object> run(String snippet, String results) throws Exception {
    try (URLClassLoader classes =
        new URLClassLoader(
            new URL[] {compile(snippet, results).toUri().toURL()},
            VaultGuideTest.class.getClassLoader())) {
      return ((Snippet) classes.loadClass("Declared").getConstructor().newInstance()).run();
    }
  }

  private Path compile(String snippet, String results) throws Exception {
    String source =
        """
        import io.reactiveregistry.*;
        import io.reactiveregistry.lmdb.*;
        import io.reactiveregistry.vault.*;
        import java.nio.file.Path;
        import reactor.core.publisher.*;

        public class Declared implements VaultGuideTest.Snippet {
          public java.util.List<Object> run() throws Exception {
        %s
            return java.util.List.of(%s);
          }
        }
        """
            .formatted(snippet, results);
    Path output = Files.createDirectories(directory.resolve("classes"));
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///Declared.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-d", output.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, List.of(file))
                .call())
        .isTrue();
    return output;
  }
}
