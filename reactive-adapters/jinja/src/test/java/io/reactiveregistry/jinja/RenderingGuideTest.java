package io.reactiveregistry.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.RenderingException;
import io.reactiveregistry.guide.Document;
import io.reactiveregistry.guide.Snippet;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** The guide's snippet compiles and does what it says; its tables name what there is. */
class RenderingGuideTest {

  private static final String GUIDE = "../../docs/RENDERING.md";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Options that belong to another one's row. */
  private static final Set<String> TWINS = Set.of("cachingDisabled");

  private static final Pattern DIFFERENCE =
      Pattern.compile("(?m)^\\| `(\\{.*?)` \\| (.*?) \\| (.*?) \\|$");

  @TempDir Path directory;

  @Test
  void theSnippetRendersWhatItHasSaved() throws Exception {
    List<Object> declared =
        Snippet.of(
                Document.read(GUIDE).code("java").get(0),
                "io.reactiveregistry.*",
                "io.reactiveregistry.jinja.*",
                "io.reactiveregistry.lmdb.*",
                "java.nio.file.Path",
                "java.time.Duration",
                "java.util.Map",
                "reactor.core.publisher.*")
            .run(directory, "registry", "renderer", "text");

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

    Document section = section("## Options");
    assertThat(section.names()).containsExactlyInAnyOrderElementsOf(options);
    assertThat(section.text())
        .contains(
            row("maximumCachedTemplates", TemplateRendererBuilder.DEFAULT_MAXIMUM_CACHED_TEMPLATES),
            row("queueCapacity", TemplateRendererBuilder.DEFAULT_QUEUE_CAPACITY),
            row("maxTemplateCharacters", TemplateRendererBuilder.DEFAULT_MAX_TEMPLATE_CHARACTERS),
            row("maxOutputCharacters", TemplateRendererBuilder.DEFAULT_MAX_OUTPUT_CHARACTERS),
            row("maxLoopIterations", TemplateRendererBuilder.DEFAULT_MAX_LOOP_ITERATIONS),
            row("maxNesting", TemplateRendererBuilder.DEFAULT_MAX_NESTING),
            row("maxCollectionElements", TemplateRendererBuilder.DEFAULT_MAX_COLLECTION_ELEMENTS),
            row("maxAllocatedBytes", TemplateRendererBuilder.DEFAULT_MAX_ALLOCATED_BYTES));
    assertThat(section.text())
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
    Pattern row = Pattern.compile("(?m)^\\| " + kind + " \\| (.*) \\|$");
    return new Document(Document.read(GUIDE).all(row).get(0)).all(Pattern.compile("`([^`]+)`"));
  }

  @Test
  void theDifferencesFromJinja2AreWhatTheyAreSaidToBe() throws Exception {
    List<MatchResult> rows =
        DIFFERENCE.matcher(section("## Differences").text()).results().toList();
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

  private static Document section(String heading) throws IOException {
    return Document.read(GUIDE).section(heading);
  }
}
