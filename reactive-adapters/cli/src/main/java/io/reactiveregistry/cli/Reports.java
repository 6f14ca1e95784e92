package io.reactiveregistry.cli;

import io.reactiveregistry.migration.MigrationReport;
import io.reactiveregistry.migration.VerificationReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints reports, and tells the exit code that they mean. */
final class Reports {

  private final Console console;

  Reports(Console console) {
    this.console = console;
  }

  int print(MigrationReport report) {
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("success", report.success());
      json.put("dryRun", report.dryRun());
      json.put("migrated", report.migrated());
      json.put("unchanged", report.unchanged());
      json.put("deleted", report.deleted());
      json.put("failureCount", report.failureCount());
      json.put("failures", Findings.toJson(report.failures()));
      json.put("warningCount", report.warningCount());
      json.put("warnings", Findings.toJson(report.warnings()));
      json.put("elapsedMillis", report.elapsed().toMillis());
      console.printJson(json);
    } else {
      Findings.print(console, report.warningCount(), report.warnings());
      Findings.print(console, report.failureCount(), report.failures());
      console.println(
          "%s: %d migrated, %d unchanged, %d deleted, %d failed, %d warnings; %s"
              .formatted(
                  report.dryRun() ? "Dry run, nothing written" : "Done",
                  report.migrated(),
                  report.unchanged(),
                  report.deleted(),
                  report.failureCount(),
                  report.warningCount(),
                  seconds(report.elapsed())));
    }
    return exitCode(report.success());
  }

  int print(VerificationReport report) {
    if (console.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("success", report.success());
      json.put("verified", report.verified());
      json.put("mismatchedCount", report.mismatchedCount());
      json.put("mismatched", report.mismatched());
      json.put("missingCount", report.missingCount());
      json.put("missing", report.missing());
      json.put("extraCount", report.extraCount());
      json.put("extra", report.extra());
      json.put("failureCount", report.failureCount());
      json.put("failures", Findings.toJson(report.failures()));
      json.put("warningCount", report.warningCount());
      json.put("warnings", Findings.toJson(report.warnings()));
      json.put("elapsedMillis", report.elapsed().toMillis());
      console.printJson(json);
    } else {
      Findings.print(console, report.warningCount(), report.warnings());
      Findings.print(console, report.failureCount(), report.failures());
      printIds("differs", report.mismatchedCount(), report.mismatched());
      printIds("missing in the store", report.missingCount(), report.missing());
      printIds("only in the store", report.extraCount(), report.extra());
      console.println(
          "Done: %d verified, %d differ, %d missing, %d extra, %d failed, %d warnings; %s"
              .formatted(
                  report.verified(),
                  report.mismatchedCount(),
                  report.missingCount(),
                  report.extraCount(),
                  report.failureCount(),
                  report.warningCount(),
                  seconds(report.elapsed())));
    }
    return exitCode(report.success());
  }

  private void printIds(String what, long count, List<String> ids) {
    ids.forEach(id -> console.println(id + ": " + what));
    if (count > ids.size()) {
      console.println("... and %d more: %s".formatted(count - ids.size(), what));
    }
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1e3);
  }

  private static int exitCode(boolean success) {
    return success ? ExitCodes.OK : ExitCodes.ITEMS;
  }
}
