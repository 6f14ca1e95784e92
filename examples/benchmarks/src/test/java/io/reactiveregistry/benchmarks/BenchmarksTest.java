package io.reactiveregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchmarksTest {

  private static final Scale TINY =
      new Scale(
          new Scale.Rounds(1, 2, Duration.ofMinutes(1)),
          new Scale.Loading(200, 200, 50),
          new Scale.Saving(100, 300, 10, 100),
          new Scale.Batching(50, 2),
          new Scale.History(5, 10),
          new Scale.Caching(20, 200),
          new Scale.Serving(Duration.ofSeconds(1), 1_000, 20),
          2_500);

  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir private Path directory;

  @Test
  void runsEveryPartWritesTheResultsAndLeavesNoStoreBehind() throws Exception {
    int exitCode = program(TINY).execute("--output", directory.toString());

    assertThat(errors.toString()).doesNotContain("Exception");
    assertThat(exitCode).isEqualTo(Benchmarks.HELD);
    assertThat(printed.toString())
        .contains(
            "load, 64 in flight",
            "load, one after another",
            "save, 256 in flight",
            "saveBatch of 50, new ids",
            "saveBatch of 50, overwriting",
            "save, 256 in flight, log of changes",
            "saveBatch of 50, log of changes",
            "100 saves, 256 in flight, followed",
            "load, 64 in flight, history",
            "load of the Vault, hit",
            "load, 64 in flight, metrics",
            "rendering a template",
            "pipeline, share of",
            "import over HTTP",
            "20 clients of a server with a heap of 256 MB: held",
            "2,500 templates in a heap of 96 MB: held");
    assertThat(filesIn(directory))
        .containsExactlyInAnyOrder("results.md", "results.csv", "rounds.csv", "ratios.svg");
    assertThat(directory.resolve("results.md")).hasContent(printed.toString());
  }

  @Test
  void runsOnlyThePartAskedFor() throws Exception {
    int exitCode =
        program(TINY).execute("--only", "save", "--output", directory.resolve("new").toString());

    assertThat(exitCode).isEqualTo(Benchmarks.HELD);
    assertThat(printed.toString()).contains("save, 256 in flight").doesNotContain("load", "heap");
    assertThat(filesIn(directory.resolve("new"))).hasSize(4);
  }

  @Test
  void saysWhatWasNotMeasuredAndDoesNotHoldIt() throws Exception {
    ProcessBuilder program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Benchmarks.class.getName(),
                "--only",
                "http",
                "--check",
                "--output",
                directory.toString())
            .redirectOutput(directory.resolve("printed").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    program.environment().put("PATH", directory.toString());

    assertThat(program.start().waitFor()).isEqualTo(Benchmarks.MISSED);
    assertThat(Files.readString(directory.resolve("printed")))
        .contains("HTTP, 64 connections: NOT MEASURED, because wrk is not installed.");
  }

  @Test
  void runsAllPartsFullyUnlessTold() {
    Benchmarks parsed = parse();

    assertThat(parsed.parts()).containsExactly(Part.values());
    assertThat(parsed.scale()).isEqualTo(Scale.FULL);
  }

  @Test
  void understandsItsOptions() {
    Benchmarks parsed = parse("--quick", "--check", "--only", "load,million");

    assertThat(parsed.parts()).containsExactly(Part.LOAD, Part.MILLION);
    assertThat(parsed.scale()).isEqualTo(Scale.QUICK);
  }

  @Test
  void refusesAPartThatIsNone() {
    int exitCode = program(null).execute("--only", "everything");

    assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString())
        .contains(
            "everything",
            "LOAD, SEQUENTIAL, SAVE, BATCH, CHANGES, HISTORY, VAULT, METRICS, RENDERING, HTTP, IMPORT, CLIENTS, MILLION");
  }

  @Test
  void failsWhenTheOutputCannotBeWritten() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");

    int exitCode = program(TINY).execute("--output", file.toString());

    assertThat(exitCode).isEqualTo(Benchmarks.FAILED);
    assertThat(errors.toString()).contains(file.toString());
  }

  private static Benchmarks parse(String... arguments) {
    CommandLine program = Benchmarks.commandLine(null);
    program.parseArgs(arguments);
    return program.getCommand();
  }

  private CommandLine program(@Nullable Scale scale) {
    return Benchmarks.commandLine(scale)
        .setOut(new PrintWriter(printed))
        .setErr(new PrintWriter(errors));
  }

  private static List<String> filesIn(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
