package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link ImportAndList} in a Java virtual machine whose heap is too small for the templates.
 */
final class SmallHeapImport {

  private static final int HEAP_MEGABYTES = 96;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Setting setting;

  SmallHeapImport(Setting setting) {
    this.setting = setting;
  }

  /**
   * What became of it.
   *
   * @param failure why it did not succeed, or null when it did
   */
  record Outcome(
      int templates,
      int heapMegabytes,
      @Nullable String failure,
      double importSeconds,
      double listSeconds,
      double loadsPerSecond,
      double peakHeapMegabytes) {

    boolean isHeld() {
      return failure == null;
    }
  }

  void run(Results results) throws IOException, InterruptedException {
    int templates = setting.scale().importedTemplates();
    setting
        .progress()
        .report("importing %,d templates in a heap of %d MB".formatted(templates, HEAP_MEGABYTES));
    Path directory = setting.directory().create("import");
    Path output = setting.directory().create("output").resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ImportAndList.class.getName(),
                directory.toString(),
                String.valueOf(templates))
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String failure = null;
    if (!ended) {
      failure = "it did not end within " + LIMIT.toMinutes() + " minutes";
    } else if (process.exitValue() != 0) {
      failure = "it ended with exit code " + process.exitValue() + "; its messages are above";
    }
    results.add(outcome(templates, failure, Files.readString(output, UTF_8)));
    WorkingDirectory.delete(directory);
  }

  private static Outcome outcome(int templates, @Nullable String failure, String output)
      throws IOException {
    Properties printed = new Properties();
    printed.load(new StringReader(output));
    return new Outcome(
        templates,
        HEAP_MEGABYTES,
        failure,
        number(printed, "importSeconds"),
        number(printed, "listSeconds"),
        number(printed, "loadsPerSecond"),
        number(printed, "peakHeapBytes") / (1 << 20));
  }

  private static double number(Properties printed, String name) {
    return Double.parseDouble(printed.getProperty(name, "NaN"));
  }
}
