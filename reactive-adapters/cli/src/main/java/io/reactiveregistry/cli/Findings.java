package io.reactiveregistry.cli;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import java.util.List;

/** How items that failed, or that need attention, are shown. */
final class Findings {

  private Findings() {}

  /** The JSON form. */
  record Item(String location, String reason) {}

  /** One line for each on standard error, in the form that editors and compilers use. */
  static void print(Console console, long count, List<Finding> findings) {
    for (Finding finding : findings) {
      console
          .err()
          .println(
              "%s: %s%s"
                  .formatted(
                      finding.location(),
                      finding.severity() == Severity.WARNING ? "warning: " : "",
                      Remedies.inShell(finding.reason())));
    }
    if (count > findings.size()) {
      console.err().println("... and %d more".formatted(count - findings.size()));
    }
  }

  static List<Item> toJson(List<Finding> findings) {
    return findings.stream()
        .map(finding -> new Item(finding.location(), Remedies.inShell(finding.reason())))
        .toList();
  }
}
