package io.reactiveregistry.reliability.fuzz;

import com.code_intelligence.jazzer.Jazzer;
import io.reactiveregistry.reliability.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One target in the hands of Jazzer, in a process of its own. */
final class FuzzerProcess {

  private static final Pattern EXECUTIONS =
      Pattern.compile("stat::number_of_executed_units: (\\d+)");
  private static final Pattern FINDING =
      Pattern.compile("== Java Exception: .*|ERROR: libFuzzer: .*|#\\s+SIG.*");
  private static final int SHOWN_BYTES = 400;

  private final Target target;
  private final Path directory;

  /**
   * @param directory where the process leaves its files
   */
  FuzzerProcess(Target target, Path directory) {
    this.target = target;
    this.directory = directory;
  }

  /** Fuzzes for so long, or until something is found. */
  Outcome run(int seed, Duration duration) throws IOException, InterruptedException {
    Path seeds = directory.resolve("seeds");
    Path found = Files.createDirectories(directory.resolve("found"));
    Path artifacts = Files.createDirectories(directory.resolve("artifacts"));
    Corpus.unpack(target, seeds);
    try (ChildJvm child =
        ChildJvm.running(Jazzer.class, directory)
            .options(
                "-XX:TieredStopAtLevel=4",
                "-Xmx512m",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow")
            .arguments(
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=" + target.instrumented(),
                "--reproducer_path=" + artifacts,
                "-artifact_prefix=" + artifacts + "/",
                "-seed=" + seed,
                "-max_total_time=" + duration.toSeconds(),
                "-max_len=" + target.longestInput(),
                "-timeout=30",
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
                found,
                seeds)
            .start()) {
      while (child.readLine() != null) {
        // It says on standard error what matters.
      }
      ChildJvm.End end = child.await(Duration.ofSeconds(30));
      return outcome(end, child.allErrors(), artifacts); // the figures come last
    }
  }

  private Outcome outcome(ChildJvm.End end, String errors, Path artifacts) throws IOException {
    Matcher executions = EXECUTIONS.matcher(errors);
    long count = executions.find() ? Long.parseLong(executions.group(1)) : 0;
    if (end.exitCode() == 0 && count > 0) {
      return new Outcome(target, count, null);
    }
    Matcher finding = FINDING.matcher(errors);
    String what = finding.find() ? finding.group() : lastLine(errors);
    return new Outcome(
        target,
        count,
        "%s: exit code %d, %s; input %s"
            .formatted(target.label(), end.exitCode(), what.strip(), inputs(artifacts)));
  }

  private static String lastLine(String errors) {
    return errors.substring(errors.lastIndexOf('\n') + 1);
  }

  private static List<String> inputs(Path artifacts) throws IOException {
    try (Stream<Path> files = Files.list(artifacts)) {
      return files
          .filter(file -> !file.toString().endsWith(".java"))
          .map(FuzzerProcess::hex)
          .toList();
    }
  }

  private static String hex(Path file) {
    try {
      String hex = HexFormat.of().formatHex(Files.readAllBytes(file));
      return hex.length() <= SHOWN_BYTES ? hex : "in the file " + file;
    } catch (IOException e) {
      return "in the file " + file;
    }
  }

  /**
   * What the fuzzer came to.
   *
   * @param executions how many inputs it tried
   * @param finding what it found, with the input; null for nothing
   */
  record Outcome(Target target, long executions, @Nullable String finding) {}
}
