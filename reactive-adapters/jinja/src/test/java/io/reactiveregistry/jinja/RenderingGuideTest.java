package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.RenderingException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The guide's snippet compiles and does what it says; its tables name what there is. */
public class RenderingGuideTest {

  private static final Path GUIDE = Path.of("../../docs/RENDERING.md");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Options that belong to another one's row. */
  private static final Set<String> TWINS = Set.of("cachingDisabled");

  private static final Pattern DIFFERENCE =
      Pattern.compile("(?m)^\\| `(\\{.*?)` \\| (.*?) \\| (.*?) \\|$");

  @TempDir Path directory;

  /** Runs a snippet and hands out what it has declared. */
  public interface Snippet {
    List<Object> run() throws Exception;
  }

  @Test
  void theSnippetRendersWhatItHasSaved() throws Exception {
    List<Object> declared = run(snippets().get(0), "registry, renderer, text");

    try (AutoCloseable registry = (AutoCloseable) declared.get(0);
        AutoCloseable renderer = (AutoCloseable) declared.get(1)) {
      assertThat(((Mono<?>) declared.get(2)).block(TIMEOUT))
          .isEqualTo("Hello Ada, you have 2 new messages.");
      assertThat(registry).isNotSameAs(renderer);
    }
  }

  @Test
  void theTableNamesEveryOptionWithItsDefault() throws Exception {
    List<String> options =
        Arrays.stream(TemplateRendererBuilder.class.getMethods())
            .filter(method -> method.getReturnType() == TemplateRendererBuilder.class)
            .map(Method::getName)
            .filter(name -> !TWINS.contains(name))
            .toList();

    assertThat(first(Pattern.compile("(?m)^\\| `(\\w+)` \\|"), section("## Options")))
        .containsExactlyInAnyOrderElementsOf(options);
    assertThat(section("## Options"))
        .contains(
            row("maximumCachedTemplates", TemplateRendererBuilder.DEFAULT_MAXIMUM_CACHED_TEMPLATES),
            row("queueCapacity", TemplateRendererBuilder.DEFAULT_QUEUE_CAPACITY),
            row("maxTemplateCharacters", TemplateRendererBuilder.DEFAULT_MAX_TEMPLATE_CHARACTERS),
            row("maxOutputCharacters", TemplateRendererBuilder.DEFAULT_MAX_OUTPUT_CHARACTERS),
            row("maxLoopIterations", TemplateRendererBuilder.DEFAULT_MAX_LOOP_ITERATIONS),
            row("maxNesting", TemplateRendererBuilder.DEFAULT_MAX_NESTING),
            row("maxCollectionElements", TemplateRendererBuilder.DEFAULT_MAX_COLLECTION_ELEMENTS),
            row("maxAllocatedBytes", TemplateRendererBuilder.DEFAULT_MAX_ALLOCATED_BYTES));
    assertThat(section("## Options"))
        .contains(
            "An expression has at most %,d characters".formatted(ExpressionParser.MAX_LENGTH));
  }

  private static String row(String option, long defaultValue) {
    return "| `%s` | %,d |".formatted(option, defaultValue);
  }

  @Test
  void theListsNameWhatThereIs() throws Exception {
    assertThat(listed("filters")).containsExactlyInAnyOrderElementsOf(Filters.names());
    assertThat(listed("tests")).containsExactlyInAnyOrderElementsOf(Tests.names());
    assertThat(listed("functions")).containsExactlyInAnyOrderElementsOf(Functions.names());
    assertThat(listed("methods of texts"))
        .containsExactlyInAnyOrderElementsOf(Methods.namesOfTexts());
    assertThat(listed("methods of maps"))
        .allSatisfy(name -> assertThat(Methods.of(Map.of(), name)).isNotNull());
  }

  private static List<String> listed(String kind) throws Exception {
    String row =
        first(Pattern.compile("(?m)^\\| " + kind + " \\| (.*) \\|$"), Files.readString(GUIDE))
            .get(0);
    return first(Pattern.compile("`(\\w+)`"), row);
  }

  @Test
  void theDifferencesFromJinja2AreWhatTheyAreSaidToBe() throws Exception {
    List<MatchResult> rows = DIFFERENCE.matcher(section("## Differences")).results().toList();
    List<TemplateCase> cases =
        rows.stream().map(row -> TemplateCase.of(row.group(1).replace("\\|", "|"))).toList();
    assertThat(cases).hasSizeGreaterThan(5);

    try (TemplateRenderer renderer = TemplateRenderer.create()) {
      for (int index = 0; index < cases.size(); index++) {
        assertThat(outcome(renderer, cases.get(index)))
            .as(cases.get(index).template())
            .isEqualTo(rows.get(index).group(3).replace("`", ""));
      }
    }
    List<String> reference = PythonReference.render(cases);
    for (int index = 0; index < cases.size(); index++) {
      assertThat(reference.get(index).startsWith("!") ? "error" : reference.get(index))
          .as(cases.get(index).template())
          .isEqualTo(rows.get(index).group(2).replace("`", ""));
    }
  }

  private static String outcome(TemplateRenderer renderer, TemplateCase each) {
    try {
      return renderer.renderOnCallingThread(each.spec(), each.inputs());
    } catch (RenderingException e) {
      return "error";
    }
  }

  private static String section(String heading) throws Exception {
    String guide = Files.readString(GUIDE);
    int start = guide.indexOf(heading);
    return guide.substring(start, guide.indexOf("\n## ", start + 1));
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
            RenderingGuideTest.class.getClassLoader())) {
      return ((Snippet) classes.loadClass("Declared").getConstructor().newInstance()).run();
    }
  }

  private Path compile(String snippet, String results) throws Exception {
    String source =
        """
        import io.reactiveregistry.*;
        import io.reactiveregistry.jinja.*;
        import io.reactiveregistry.lmdb.*;
        import java.nio.file.Path;
        import java.time.Duration;
        import java.util.Map;
        import reactor.core.publisher.*;

        public class Declared implements RenderingGuideTest.Snippet {
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
