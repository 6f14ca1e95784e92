package io.reactiveregistry.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A line of the README that builds an example and then starts it: {@code mvn … && java …}.
 *
 * @param build what comes first
 * @param start what comes then
 */
public record ReadmeCommand(String build, String start) {

  private static final Path ROOT = Path.of("../..");
  private static final int PATIENCE_SECONDS = 300;

  /** How it ended, and what it printed. */
  public record Ended(int exitCode, List<String> out, List<String> err) {}

  /**
   * Finds the only one for an example.
   *
   * @param example the name of its jar and of its folder
   */
  public static ReadmeCommand of(String example) throws IOException {
    Pattern line =
        Pattern.compile("(?m)^(mvn .* && java .*/%s\\.jar.*)$".formatted(Pattern.quote(example)));
    List<String> lines = new Document(Files.readString(ROOT.resolve("README.md"))).all(line);
    assertThat(lines).as("lines that start %s", example).hasSize(1);
    String[] parts = lines.get(0).split(" && ");
    assertThat(parts).hasSize(2);
    return new ReadmeCommand(parts[0], parts[1]);
  }

  /**
   * Starts what was built, word for word, and waits for its end.
   *
   * @param directory stands for the root of the project, so that what it writes stays there
   */
  public Ended run(Path directory) throws IOException, InterruptedException {
    Files.createSymbolicLink(directory.resolve("examples"), ROOT.resolve("examples").toRealPath());
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", start)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // The Java that runs the tests.
    shell
        .environment()
        .merge(
            "PATH",
            Path.of(System.getProperty("java.home"), "bin").toString(),
            (path, java) -> java + File.pathSeparator + path);
    Process process = shell.start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return new Ended(
        process.exitValue(), Files.readAllLines(out, UTF_8), Files.readAllLines(err, UTF_8));
  }
}
