package io.reactiveregistry.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.error.StorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class TemplateLinesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("templates.ndjson"), text);
  }

  private static String template(String id) {
    return "{\"id\":\"%s\",\"template\":\"t\"}".formatted(id);
  }

  private static List<String> read(Flux<TemplateLine> lines) {
    return lines.map(TemplateLinesTest::describe).collectList().block(PATIENCE);
  }

  private static String describe(TemplateLine line) {
    return line instanceof TemplateLine.Accepted accepted
        ? "%d %s".formatted(line.number(), accepted.template().id())
        : "%d refused: %s".formatted(line.number(), ((TemplateLine.Refused) line).reason());
  }

  @Test
  void eachLineIsATemplateWithItsNumber() throws IOException {
    Path file = file(template("a") + "\n\n  \r\n" + template("b") + "\r\n" + template("c"));

    assertThat(read(TemplateLines.read(file))).containsExactly("1 a", "4 b", "5 c");
  }

  @Test
  void aLineThatIsNoTemplateIsRefusedAndTheOthersAreRead() throws IOException {
    Path file =
        file(
            String.join(
                "\n", template("a"), "{\"id\":\"b\"}", "{", template("x".repeat(100)), "[]"));
    Files.write(
        file,
        ("\n\"\u00fc\"\n" + template("z")).getBytes(StandardCharsets.ISO_8859_1),
        java.nio.file.StandardOpenOption.APPEND);

    List<String> lines = read(TemplateLines.read(file, 100));

    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).isEqualTo("1 a");
    assertThat(lines.get(1))
        .isEqualTo("2 refused: template: it is missing; every template has a text");
    assertThat(lines.get(2))
        .isEqualTo(
            "3 refused: This is not JSON: it ends before it is complete; close what is open (column 2)");
    assertThat(lines.get(3))
        .isEqualTo("4 refused: it has more than 100 bytes, which is as much as is taken");
    assertThat(lines.get(4)).startsWith("5 refused: body: ");
    assertThat(lines.get(5)).isEqualTo("6 refused: This is not valid UTF-8; encode it as UTF-8");
    assertThat(lines.get(6)).isEqualTo("7 z");
  }

  @Test
  void linesOfSeveralPartsAreReadWhole() throws IOException {
    String text = "x".repeat(100_000);
    Path file = file(("{\"id\":\"a\",\"template\":\"" + text + "\"}\n").repeat(3));

    StepVerifier.create(TemplateLines.read(file).cast(TemplateLine.Accepted.class))
        .thenConsumeWhile(line -> line.template().template().equals(text))
        .expectComplete()
        .verify(PATIENCE);
  }

  @Test
  void nothingIsSignalledThatIsNotAskedFor() throws IOException {
    Path file =
        file(
            IntStream.range(0, 10_000)
                .mapToObj(i -> template("t" + i))
                .collect(Collectors.joining("\n")));

    StepVerifier.create(TemplateLines.read(file).map(TemplateLine::number), 0)
        .expectSubscription()
        .thenRequest(1)
        .expectNext(1L)
        .thenRequest(2)
        .expectNext(2L, 3L)
        .thenCancel()
        .verify(PATIENCE);
  }

  @Test
  void eachSubscriptionReadsTheFileAnew() throws IOException {
    Flux<TemplateLine> lines = TemplateLines.read(file(template("a") + "\n" + template("b")));

    assertThat(read(lines)).isEqualTo(read(lines)).containsExactly("1 a", "2 b");
  }

  @Test
  void aFileThatIsNotThereIsATypedError() {
    StepVerifier.create(TemplateLines.read(directory.resolve("absent.ndjson")))
        .expectErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("absent.ndjson: there is no such file"))
        .verify(PATIENCE);
  }
}
