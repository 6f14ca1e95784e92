package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.guide.Document;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What docs/PAGE.md names is there, and the options that the README names for this server. */
class PageGuideTest {

  private static final String GUIDE = "../../docs/PAGE.md";
  private static final Path SCREENSHOTS = Path.of("../../docs/screenshots");
  private static final Path BROWSER_TESTS =
      Path.of("src/test/java/io/reactiveregistry/examples/promptserver/page");
  private static final Pattern SHOWN = Pattern.compile("!\\[[^\\]]+]\\(screenshots/([^)]*)\\)");
  private static final Pattern TAKEN = Pattern.compile("\\.screenshot\\(\"([^\"]+)\"\\)");
  private static final Pattern OPTION = Pattern.compile("`--([a-z.-]+)=[^`]*`");

  @Test
  void everyScreenshotIsShownAndWhatIsShownIsThere() throws IOException {
    List<String> kept;
    try (Stream<Path> files = Files.list(SCREENSHOTS)) {
      kept = files.map(file -> file.getFileName().toString()).toList();
    }

    assertThat(Document.read(GUIDE).all(SHOWN)).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void whatIsShownIsWhatTheTestsTake() throws IOException {
    Set<String> taken = new HashSet<>();
    try (Stream<Path> tests = Files.list(BROWSER_TESTS)) {
      for (Path test : tests.toList()) {
        Document.read(test.toString()).all(TAKEN).forEach(name -> taken.add(name + ".png"));
      }
    }

    assertThat(Document.read(GUIDE).all(SHOWN)).containsExactlyInAnyOrderElementsOf(taken);
  }

  @Test
  void everySwitchIsAProperty() throws IOException {
    List<String> switches =
        Document.read(GUIDE).section("## Switches").names().stream()
            .map(named -> named.replaceFirst("=.*", ""))
            .toList();

    assertThat(switches).isNotEmpty();
    assertThat(properties()).containsAll(switches);
  }

  @Test
  void everyOptionOfTheReadmeIsAProperty() throws IOException {
    List<String> options = Document.read("../../README.md").section("## Try it").all(OPTION);

    assertThat(options).hasSizeGreaterThan(3);
    assertThat(properties()).containsAll(options);
  }

  /** Those of this server, and of all that it is made of. */
  private static Set<String> properties() throws IOException {
    Set<String> names = new HashSet<>();
    Arrays.stream(PromptServerProperties.class.getRecordComponents())
        .map(property -> DataObjectPropertyName.toDashedForm(property.getName()))
        .forEach(name -> names.add("prompt-server." + name));
    ClassLoader classes = PageGuideTest.class.getClassLoader();
    for (URL metadata :
        Collections.list(classes.getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream file = metadata.openStream()) {
        for (JsonNode property : JsonMapper.shared().readTree(file).get("properties")) {
          names.add(property.get("name").stringValue());
        }
      }
    }
    return names;
  }
}
