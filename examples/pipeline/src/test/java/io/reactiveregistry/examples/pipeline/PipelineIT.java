package io.reactiveregistry.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.guide.ReadmeCommand;
import io.reactiveregistry.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar as users run it: a process of its own. */
@Timeout(300)
class PipelineIT {

  private static final String JAR = Objects.requireNonNull(System.getProperty("pipeline.jar"));

  private static final long USUAL_SEED = 1;

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

  /** The events are those of the usual seed, so what has to become of each is known. */
  private static void assertThatEachEventHasItsResult(int count, List<String> out, String summary) {
    Map<String, JsonObject> results =
        out.stream()
            .map(JsonObject::parse)
            .collect(Collectors.toMap(result -> result.requiredText("id"), Function.identity()));
    List<Event> events =
        EventLines.generated(count, USUAL_SEED).map(Event::parse).collectList().block();
    assertThat(results.keySet())
        .containsExactlyInAnyOrderElementsOf(events.stream().map(Event::id).toList());

    int answered = 0;
    int unknown = 0;
    for (Event event : events) {
      Map<String, Object> result = results.get(event.id()).members();
      if (!PromptTemplates.IDS.contains(event.template())) {
        unknown++;
        assertThat(result.get("error"))
            .asString()
            .startsWith("No template has the id '" + event.template() + "'");
      } else if (result.containsKey("error")) {
        assertThat(result).containsEntry("error", "The model did not answer within 1000 ms");
      } else {
        answered++;
        assertThat(result).containsEntry("answer", "I have read " + prompt(event));
      }
    }
    assertThat(unknown).as("events with a template that nobody has").isPositive();
    assertThat(answered)
        .as(
            "answers; the model hangs once in two hundred times, and more seems so when all is slow")
        .isGreaterThanOrEqualTo((count - unknown) * 9 / 10);
    assertThat(summary)
        .contains(
            String.format(Locale.ROOT, ": %,d answered, %,d failed, ", answered, count - answered));
  }

  private static String prompt(Event event) {
    String name = String.valueOf(event.inputs().get("name"));
    String topic = String.valueOf(event.inputs().get("topic"));
    return switch (event.template()) {
      case "support/answer" ->
          "Write a kind answer to %s, who asks about %s.".formatted(name, topic);
      case "support/summary" ->
          "Sum up in a sentence what %s says about %s."
              .formatted(name.toUpperCase(Locale.ROOT), topic);
      default -> "Tell the manager about %s of %s.".formatted(topic, name);
    };
  }

  @Test
  void everyEventHasOneResultAndTheLastLinesSumUp() throws Exception {
    assertThat(run("--events", 200)).isZero();

    assertThat(err()).hasSize(2);
    assertThat(err().get(0)).startsWith("200 events within ");
    assertThatEachEventHasItsResult(200, out(), err().get(0));
    assertThat(err().get(1)).startsWith("Share of the time per step: load ");
  }

  @Test
  void theLineOfTheReadmeAnswersAThousandEvents() throws Exception {
    ReadmeCommand line = ReadmeCommand.of("pipeline");
    assertThat(line.build()).isEqualTo("mvn -ntp -DskipTests package -pl examples/pipeline -am");

    ReadmeCommand.Ended ended = line.run(directory);

    assertThat(ended.exitCode()).as("%s", ended.err()).isZero();
    assertThat(ended.err().get(0)).startsWith("1,000 events within ");
    assertThatEachEventHasItsResult(1_000, ended.out(), ended.err().get(0));
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
