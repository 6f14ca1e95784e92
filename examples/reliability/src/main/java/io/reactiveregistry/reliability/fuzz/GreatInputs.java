package io.reactiveregistry.reliability.fuzz;

import io.reactiveregistry.reliability.ChildJvm;
import io.reactiveregistry.reliability.Experiment;
import io.reactiveregistry.reliability.Result;
import io.reactiveregistry.reliability.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads inputs that are made to take more time or memory than their size. */
public final class GreatInputs implements Experiment {

  private static final int HEAP_MEGABYTES = 96;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "great-inputs";
  }

  @Override
  public String promise() {
    return "R17";
  }

  @Override
  public String description() {
    return "a megabyte of what is slow or large to read: less than a second each, in a heap of %d MB"
        .formatted(HEAP_MEGABYTES);
  }

  @Override
  public Result run(Run run) throws Exception {
    Reading reading = read(run.newDirectory("reader"));
    Reading control = read(run.newDirectory("control"), GreatInputReader.CONTROL);
    return new Result(
        reading.toString(),
        reading.violations,
        List.of(
            new Result.Control(
                "a reader that trusts counts", !control.violations.isEmpty(), control.toString())));
  }

  private static Reading read(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Reading reading = new Reading();
    try (ChildJvm child =
        ChildJvm.running(GreatInputReader.class, directory)
            .options("-Xmx" + HEAP_MEGABYTES + "m")
            .arguments((Object[]) arguments)
            .start()) {
      for (String label = child.readLine(); label != null; label = child.readLine()) {
        reading.add(label, child.readLine());
      }
      ChildJvm.End end = child.await(LIMIT);
      if (end.exitCode() != 0) {
        reading.violations.add(
            "the process ended with exit code %d while it read %s: %s"
                .formatted(end.exitCode(), reading.last, child.errors()));
      }
    }
    return reading;
  }

  /** What a process said. */
  private static final class Reading {

    private final List<String> violations = new ArrayList<>();
    private String last = "nothing";
    private int count;
    private String slowest = "nothing";
    private long slowestMillis;

    void add(String label, @Nullable String millis) {
      last = label;
      if (millis == null) {
        return; // the process has ended
      }
      count++;
      long took = Long.parseLong(millis);
      if (took > slowestMillis) {
        slowestMillis = took;
        slowest = label;
      }
      if (took >= GreatInputReader.MOST_MILLIS) {
        violations.add("%s took %,d ms".formatted(label, took));
      }
    }

    @Override
    public String toString() {
      return "%d inputs read%s, the slowest one (%s) in %,d ms"
          .formatted(count, violations.isEmpty() ? "" : " until it ended", slowest, slowestMillis);
    }
  }
}
