package io.reactiveregistry.reliability;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what happens while it happens, and sums it up. */
final class Report {

  private final PrintWriter out;
  private final Scale scale;
  private final long seed;
  private final long begin = System.nanoTime();
  private final List<String> rows = new ArrayList<>();
  private int held;
  private int broken;
  private int skipped;
  private int failed;

  Report(PrintWriter out, Scale scale, long seed) {
    this.out = out;
    this.scale = scale;
    this.seed = seed;
  }

  void begin() {
    println(
        "%s form, seed %d (--seed repeats it), Java %s on %s %s with %d processors"
            .formatted(
                scale.name().toLowerCase(Locale.ROOT),
                seed,
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
  }

  void started(Experiment experiment) {
    println(
        "%n%s (%s): %s"
            .formatted(experiment.name(), experiment.promise(), experiment.description()));
  }

  void progress(String message) {
    println("  " + message);
  }

  void finished(Experiment experiment, Result result, Duration elapsed) {
    println("  " + result.figures());
    for (Result.Control control : result.controls()) {
      println(
          "  control '%s': %s (%s)"
              .formatted(
                  control.name(), control.noticed() ? "noticed" : "PASSED", control.figures()));
    }
    for (String complaint : result.complaints()) {
      println("  BROKEN: " + complaint);
    }
    if (result.held()) {
      held++;
    } else {
      broken++;
    }
    println(
        "  %s in %.1f s"
            .formatted(result.held() ? "held" : "NOT HELD", elapsed.toMillis() / 1_000.0));
    row(
        experiment,
        result.figures(),
        controls(result),
        (result.held() ? "held" : "**broken**")
            + ", %.0f s".formatted(elapsed.toMillis() / 1_000.0));
  }

  private static String controls(Result result) {
    return String.join(
        "; ",
        result.controls().stream()
            .map(control -> control.name() + ": " + control.figures())
            .toList());
  }

  void skipped(Experiment experiment, SkippedException reason) {
    skipped++;
    println("  *** SKIPPED: " + reason.getMessage());
    row(experiment, "skipped: " + reason.getMessage(), "", "skipped");
  }

  void failed(Experiment experiment, Exception error) {
    failed++;
    println("  *** The experiment itself failed");
    error.printStackTrace(out);
    out.flush();
    row(experiment, "could not be run: " + error, "", "failed");
  }

  private void row(Experiment experiment, String figures, String controls, String outcome) {
    rows.add(
        "| %s | `%s` | %s | %s | %s |"
            .formatted(experiment.promise(), experiment.name(), figures, controls, outcome));
  }

  void end() {
    println("%n%d passed, %d failed, %d skipped".formatted(held, broken + failed, skipped));
    println("in %.0f s".formatted((System.nanoTime() - begin) / 1e9));
  }

  String asMarkdown() {
    return """
        %s, %s form, seed %d, Java %s on %s %s, %d processors

        | promise | experiment | figures | controls, which have to fail | outcome |
        | --- | --- | --- | --- | --- |
        %s
        """
        .formatted(
            LocalDate.now(java.time.ZoneOffset.UTC),
            scale.name().toLowerCase(Locale.ROOT),
            seed,
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            String.join("\n", rows));
  }

  boolean isHeld(boolean requireAll) {
    return broken == 0 && failed == 0 && (skipped == 0 || !requireAll);
  }

  boolean hasFailures() {
    return failed > 0;
  }

  private void println(String line) {
    out.println(line);
    out.flush();
  }
}
