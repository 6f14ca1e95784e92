package io.reactiveregistry.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.guide.ReadmeCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as users run it: a process of its own. */
@Timeout(300)
class PipelineIT {

  private static final String JAR = Objects.requireNonNull(System.getProperty("pipeline.jar"));

  @TempDir Path directory;

  private int run(Object... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR));
    Stream.of(args).map(Object::toString).forEach(command::add);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
    return process.exitValue();
  }

  private List<String> out() throws IOException {
    return Files.readAllLines(directory.resolve("out"));
  }

  private List<String> err() throws IOException {
    return Files.readAllLines(directory.resolve("err"));
  }

  @Test
  void everyEventHasOneResultAndTheLastLinesSumUp() throws Exception {
    assertThat(run("--events", 200)).isZero();

    assertThat(out()).hasSize(200).allMatch(line -> line.startsWith("{\"id\":\"event-"));
    assertThat(out().stream().map(line -> line.substring(0, line.indexOf(','))))
        .doesNotHaveDuplicates();
    assertThat(err()).hasSize(2);
    assertThat(err().get(0)).startsWith("200 events within ");
    assertThat(err().get(1)).startsWith("Share of the time per step: load ");
  }

  @Test
  void theLineOfTheReadmeAnswersAThousandEvents() throws Exception {
    ReadmeCommand line = ReadmeCommand.of("pipeline");
    assertThat(line.build()).isEqualTo("mvn -ntp -DskipTests package -pl examples/pipeline -am");

    ReadmeCommand.Ended ended = line.run(directory);

    assertThat(ended.exitCode()).as("%s", ended.err()).isZero();
    assertThat(ended.out())
        .hasSize(1_000)
        .allMatch(result -> result.startsWith("{\"id\":\"event-"));
    assertThat(ended.err().get(0)).startsWith("1,000 events within ");
  }

  @Test
  void eventsAreReadFromAFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("events.ndjson"),
            """
            {"id":"a","template":"support/nothing"}

            no event
            """);

    assertThat(run("--file", file)).isZero();

    assertThat(out())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("{\"id\":\"a\",\"error\":\"No template has the id"))
        .anyMatch(line -> line.startsWith("{\"id\":\"line 3\",\"error\":\"This is not JSON: "));
  }

  @Test
  void whatCannotBeDoneIsToldInOneLine() throws Exception {
    assertThat(run("--file", directory.resolve("absent"))).isEqualTo(3);
    assertThat(err()).singleElement().asString().startsWith("error: Could not read the events");
    assertThat(run("--events", 0)).isEqualTo(2);
    assertThat(err()).first().isEqualTo("--events must be at least 1, not 0");
  }
}
