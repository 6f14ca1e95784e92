package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a child told and how it ended.
 *
 * @param figures what it measured
 * @param violations what did not hold, its own end included
 * @param end how it ended
 */
record ChildReport(String figures, List<String> violations, ChildJvm.End end) {

  /** What a process started with {@code -XX:+ExitOnOutOfMemoryError} leaves. */
  static final int OUT_OF_MEMORY = 3;

  /** Reads all it tells until it ends, or kills it when it takes too long. */
  static ChildReport of(ChildJvm child, Duration limit, Consumer<String> progress)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(() -> readAll(child, lines, progress));
    ChildJvm.End end = child.await(limit);
    reading.join();
    List<String> violations = new ArrayList<>(told(lines, Findings.VIOLATION));
    if (end.hung()) {
      violations.add("the process did not end within %d s".formatted(limit.toSeconds()));
    } else if (end.crashed()) {
      violations.add("the process was ended by signal %d".formatted(end.exitCode() - 128));
    } else if (end.exitCode() == OUT_OF_MEMORY) {
      violations.add("the process ran out of memory");
    } else if (end.exitCode() != 0) {
      throw new IllegalStateException(
          "the child ended with %d: %s".formatted(end.exitCode(), child.errors()));
    }
    return new ChildReport(String.join(", ", told(lines, Findings.FIGURES)), violations, end);
  }

  private static void readAll(ChildJvm child, List<String> lines, Consumer<String> progress) {
    try {
      for (String line = child.readLine(); line != null; line = child.readLine()) {
        if (line.startsWith(Findings.PROGRESS)) {
          progress.accept(line.substring(Findings.PROGRESS.length()));
        } else {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> told(List<String> lines, String kind) {
    return lines.stream()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(kind.length()))
        .toList();
  }

  /** Whether each of these is said by some violation. */
  boolean names(List<String> expected) {
    return expected.stream()
        .allMatch(words -> violations.stream().anyMatch(violation -> violation.contains(words)));
  }

  /** For each of these the first violation that says it, in words. */
  String firstOfEach(List<String> expected) {
    return expected.stream()
        .map(
            words ->
                violations.stream()
                    .filter(violation -> violation.contains(words))
                    .findFirst()
                    .orElse("nothing of '%s'".formatted(words)))
        .collect(Collectors.joining("; "));
  }
}
