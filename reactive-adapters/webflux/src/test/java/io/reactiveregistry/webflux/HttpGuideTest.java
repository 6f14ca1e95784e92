package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.guide.Document;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The guide's commands do what it says, one after the other, and its table names every option. */
@Timeout(120)
class HttpGuideTest {

  private static final String GUIDE = "../../docs/HTTP.md";
  private static final Path SOURCE =
      Path.of("src/test/java/io/reactiveregistry/webflux/HttpGuideTest.java");
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\\n(.*?)```\\n(?:```\\n(.*?)```)?", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @TempDir Path directory;

  @Test
  void everyCommandAnswersWhatTheGuideSays() throws Exception {
    try (RunningServer server = RunningServer.start(new InMemoryRegistry(), routes -> routes)) {
      Matcher example = EXAMPLE.matcher(Document.read(GUIDE).text());
      int examples = 0;
      while (example.find()) {
        String command = example.group(1).replace("localhost:8080", "localhost:" + server.port());
        assertThat(run(command)).as(command).matches(pattern(example.group(2)));
        examples++;
      }
      assertThat(examples).isGreaterThan(10);
    }
  }

  @Test
  void theTableNamesEveryOption() throws IOException {
    List<String> options =
        Arrays.stream(TemplateRoutesBuilder.class.getMethods())
            .filter(method -> method.getReturnType() == TemplateRoutesBuilder.class)
            .map(Method::getName)
            .toList();
    String text = Document.read(GUIDE).text();
    List<String> named =
        OPTION
            .matcher(text.substring(0, text.indexOf("## Routes")))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(options);
  }

  @Test
  void theFirstSnippetMountsTheRoutes() throws IOException {
    try (LmdbRegistry opened = mounted()) {
      assertThat(opened.count().block()).isZero();
    }
    assertThat(withoutBlanks(Files.readString(SOURCE)).replace("directory.resolve", "Path.of"))
        .contains(withoutBlanks(snippet()));
  }

  private LmdbRegistry mounted() {
    LmdbRegistry registry = LmdbRegistry.builder(directory.resolve("prompt-store")).open();
    RouterFunction<ServerResponse> routes =
        TemplateRoutes.over(registry)
            .basePath("/prompts")
            .without(RouteGroup.IMPORT, RouteGroup.EXPORT)
            .storage(registry.storage())
            .build();
    WebTestClient client = WebTestClient.bindToRouterFunction(routes).build();
    client.get().uri("/prompts/stats").exchange().expectStatus().isOk();
    client.get().uri("/prompts/export").exchange().expectStatus().isNotFound();
    return registry;
  }

  private static String snippet() throws IOException {
    return Document.read(GUIDE).code("java").get(0);
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s", "");
  }

  /** An ellipsis stands for what is another thing each time. */
  private static Pattern pattern(String expected) {
    return Pattern.compile(
        Arrays.stream(expected.strip().split("…", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"))
            + "\\s*",
        Pattern.DOTALL);
  }

  private static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + output).isZero();
    return output;
  }
}
