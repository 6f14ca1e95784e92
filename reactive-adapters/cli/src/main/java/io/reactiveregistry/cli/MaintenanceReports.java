package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.lmdb.CheckReport;
import io.reactiveregistry.lmdb.Problem;
import io.reactiveregistry.lmdb.Problems;
import io.reactiveregistry.lmdb.RepairReport;
import io.reactiveregistry.lmdb.SalvageReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what checks, repairs and salvages report, and tells the exit code that it means. */
final class MaintenanceReports {

  private final Console console;

  /** The JSON form of a problem. */
  private record Item(
      String kind, String severity, String location, String reason, boolean repairable) {}

  MaintenanceReports(Console console) {
    this.console = console;
  }

  int print(CheckReport report) {
    Problems problems = report.problems();
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("success", report.success());
      json.put("transactionId", report.transactionId());
      json.put("templates", report.templates());
      json.put("olderVersions", report.versions());
      json.put("labels", report.labels());
      put(json, "problem", problems);
      json.put("elapsedMillis", report.elapsed().toMillis());
      console.printJson(json);
    } else {
      print("", problems);
      console.println(
          "Done: %d templates, %d older versions, %d labels, %s; %s"
              .formatted(
                  report.templates(),
                  report.versions(),
                  report.labels(),
                  counts(problems),
                  seconds(report.elapsed())));
      advise(problems);
    }
    return exitCode(report.success());
  }

  private void advise(Problems problems) {
    if (problems.count(Problem.Kind.DAMAGED_PAGE) > 0) {
      console
          .err()
          .println(
              "Pages are damaged: restore a backup, or save what is readable with 'registry salvage'");
    } else if (problems.listed().stream().anyMatch(Problem::repairable)) {
      console.err().println("'registry repair' puts right what is marked as repairable");
    }
  }

  int print(RepairReport report) {
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("success", report.success());
      put(json, "fixed", report.fixed());
      put(json, "remaining", report.remaining());
      json.put("elapsedMillis", report.elapsed().toMillis());
      console.printJson(json);
    } else {
      print("repaired: ", report.fixed());
      print("", report.remaining());
      console.println(
          "Done: %d repaired, %s remain; %s"
              .formatted(
                  report.fixed().total(), counts(report.remaining()), seconds(report.elapsed())));
    }
    return exitCode(report.success());
  }

  int print(SalvageReport report) {
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("success", report.success());
      json.put("transactionId", report.transactionId());
      json.put("templates", report.templates());
      json.put("expectedTemplates", report.expectedTemplates());
      json.put("olderVersions", report.versions());
      json.put("expectedOlderVersions", report.expectedVersions());
      json.put("labels", report.labels());
      json.put("expectedLabels", report.expectedLabels());
      put(json, "problem", report.problems());
      json.put("elapsedMillis", report.elapsed().toMillis());
      console.printJson(json);
    } else {
      print("", report.problems());
      console.println(
          "Done: %d of %d templates, %d of %d older versions and %d of %d labels saved; %s"
              .formatted(
                  report.templates(),
                  report.expectedTemplates(),
                  report.versions(),
                  report.expectedVersions(),
                  report.labels(),
                  report.expectedLabels(),
                  seconds(report.elapsed())));
    }
    return exitCode(report.success());
  }

  private static void put(Map<String, Object> json, String name, Problems problems) {
    json.put(name + "Count", problems.total());
    List<Item> items =
        problems.listed().stream()
            .map(
                problem ->
                    new Item(
                        name(problem.kind()),
                        problem.severity().name().toLowerCase(Locale.ROOT),
                        problem.location(),
                        problem.reason(),
                        problem.repairable()))
            .toList();
    json.put(name.equals("problem") ? "problems" : name, items);
  }

  /** One line for each, as {@code verify} names the differences it finds. */
  private void print(String prefix, Problems problems) {
    for (Problem problem : problems.listed()) {
      console.println(
          "%s: %s%s%s [%s%s]"
              .formatted(
                  problem.location(),
                  prefix,
                  problem.severity() == Severity.WARNING ? "warning: " : "",
                  problem.reason(),
                  name(problem.kind()),
                  problem.repairable() && prefix.isEmpty() ? ", repairable" : ""));
    }
    long more = problems.total() - problems.listed().size();
    if (more > 0) {
      console.println("... and %d more".formatted(more));
    }
  }

  /** {@code damaged-page} for DAMAGED_PAGE. */
  private static String name(Problem.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String counts(Problems problems) {
    return "%d errors, %d warnings"
        .formatted(problems.count(Severity.ERROR), problems.count(Severity.WARNING));
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1e3);
  }

  private static int exitCode(boolean success) {
    return success ? ExitCodes.OK : ExitCodes.ITEMS;
  }
}
