package io.reactiveregistry.spring.boot.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.guide.Document;
import io.reactiveregistry.spring.boot.PropertyMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.JsonNode;

/**
 * The README's section on Spring Boot works as it stands, and docs/SPRING.md names every property.
 */
class SpringGuideTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path SOURCE =
      Path.of("src/test/java/io/reactiveregistry/spring/boot/guide/Greetings.java");

  @TempDir Path directory;

  @EnableAutoConfiguration
  @Import(Greetings.class)
  static class Application {}

  @Test
  void theDependencyIsThisModule() throws IOException {
    assertThat(snippet("xml"))
        .contains(artifact(Files.readString(Path.of("pom.xml"))))
        .contains("<groupId>io.reactiveregistry</groupId>");
  }

  private static String artifact(String pom) {
    Pattern artifact = Pattern.compile("</parent>\\s*(<artifactId>[^<]*</artifactId>)");
    return new Document(pom).all(artifact).get(0);
  }

  @Test
  void theHandlerIsTheOneThatIsCompiledHere() throws IOException {
    String source = Files.readString(SOURCE);

    assertThat(snippet("java")).isEqualTo(source.substring(source.indexOf("@RestController")));
  }

  @Test
  void theThreeLinesMakeAnApplicationThatServes() throws IOException {
    List<String> lines = snippet("properties").lines().toList();
    assertThat(lines).hasSize(3);

    try (ConfigurableApplicationContext context = start(lines)) {
      ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
      registry
          .save(TemplateSpec.builder("greeting").version("1.0.0").template("Hello").build())
          .then(registry.setLabel("greeting", "production", "1.0.0"))
          .block(PATIENCE);

      assertThat(get(context, "/greeting")).isEqualTo("Hello");
      assertThat(get(context, "/prompts/templates/greeting@production"))
          .contains("\"template\":\"Hello\"");
      assertThat(get(context, "/actuator/health")).contains("\"status\":\"UP\"");
    }
  }

  private ConfigurableApplicationContext start(List<String> lines) {
    List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
    lines.forEach(
        line ->
            arguments.add(
                "--" + line.replace("=/var/lib/prompts", "=" + directory.resolve("store"))));
    assertThat(arguments).contains("--reactive-registry.path=" + directory.resolve("store"));
    return new SpringApplication(Application.class).run(arguments.toArray(String[]::new));
  }

  private static String get(ConfigurableApplicationContext context, String path) {
    int port =
        Objects.requireNonNull(((ReactiveWebServerApplicationContext) context).getWebServer())
            .getPort();
    return WebClient.create("http://localhost:" + port)
        .get()
        .uri(path)
        .retrieve()
        .bodyToMono(String.class)
        .block(PATIENCE);
  }

  @Test
  void everyPropertyIsInTheTableWithItsDefault() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    Pattern.compile("(?m)^\\| `(reactive-registry\\.[^`]*)` \\| ([^|]*) \\|")
        .matcher(Document.read("../../docs/SPRING.md").text())
        .results()
        .forEach(row -> documented.put(row.group(1), row.group(2).replace("`", "").strip()));

    Map<String, String> actual = new TreeMap<>();
    PropertyMetadata.properties()
        .forEach(property -> actual.put(property.get("name").stringValue(), defaultOf(property)));
    actual.keySet().removeIf(name -> !name.startsWith("reactive-registry."));
    assertThat(documented).isEqualTo(actual);
  }

  private static String defaultOf(JsonNode property) {
    JsonNode value = property.get("defaultValue");
    return value == null ? "" : value.asString();
  }

  /** The first one in this language of the README's section. */
  private static String snippet(String language) throws IOException {
    return Document.read("../../README.md").section("## In Spring Boot").code(language).get(0);
  }
}
