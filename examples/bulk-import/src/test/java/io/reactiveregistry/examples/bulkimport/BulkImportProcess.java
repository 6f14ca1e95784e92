package io.reactiveregistry.examples.bulkimport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jar as users run it: a process of its own, with a heap of 96 MB. */
final class BulkImportProcess {

  private static final String JAR = Objects.requireNonNull(System.getProperty("bulk-import.jar"));
  private static final int PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path out;

  private BulkImportProcess(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** What it printed, and how it ended. */
  record Ended(int exitCode, List<String> out, List<String> err) {}

  /**
   * @param directory where it runs
   */
  static BulkImportProcess start(Path directory, Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    if (canResetSignals()) {
      // A shell that runs the build in the background has SIGINT ignored, also by its children.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx96m", "-jar", JAR));
    Stream.of(args).map(Object::toString).forEach(command::add);
    Path out = directory.resolve("out");
    return new BulkImportProcess(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .start(),
        out);
  }

  static Ended run(Path directory, Object... args) throws Exception {
    return start(directory, args).end();
  }

  /** Whether there can be a terminal without a user. */
  static boolean canHaveTerminal() throws Exception {
    try {
      return new ProcessBuilder("script", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Runs it on a terminal; what is on the screen in the end is in {@code out}, with what moved the
   * cursor.
   */
  static Ended runOnTerminal(Path directory, String args) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path screen = directory.resolve("screen");
    Process process =
        new ProcessBuilder(
                "script",
                "--quiet",
                "--return",
                "--command",
                "%s -Xmx96m -jar %s %s".formatted(java, JAR, args),
                directory.resolve("typescript").toString())
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(screen.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return new Ended(
        process.exitValue(), List.of(Files.readString(screen).split("\r?\n")), List.of());
  }

  private static boolean canResetSignals() throws IOException {
    try {
      return new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** The next line of what it tells while it runs; waits for it. */
  String nextLine() throws IOException {
    return process.errorReader(UTF_8).readLine();
  }

  /** Does what Ctrl-C does. */
  void interrupt() throws Exception {
    int killed =
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    assertThat(killed).isZero();
  }

  /** Waits for the end, and gives what was not read before. */
  Ended end() throws Exception {
    List<String> err = process.errorReader(UTF_8).lines().toList();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return new Ended(process.exitValue(), Files.readAllLines(out), err);
  }
}
