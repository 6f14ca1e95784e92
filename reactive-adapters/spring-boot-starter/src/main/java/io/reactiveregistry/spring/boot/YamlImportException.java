package io.reactiveregistry.spring.boot;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.migration.MigrationReport;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Files could not be imported, and the application was told not to start then. */
final class YamlImportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int NAMED = 10;

  YamlImportException(String message) {
    super(message);
  }

  YamlImportException(Path directory, MigrationReport report) {
    this(
        "%d of the files in %s could not be imported, the other templates were:%n%s%s"
            .formatted(
                report.failureCount(),
                directory,
                report.failures().stream()
                    .limit(NAMED)
                    .map(failure -> "  " + text(failure))
                    .collect(Collectors.joining(System.lineSeparator())),
                report.failureCount() > NAMED
                    ? System.lineSeparator()
                        + "  and %d more".formatted(report.failureCount() - NAMED)
                    : ""));
  }

  static String text(Finding finding) {
    return finding.location() + ": " + finding.reason();
  }
}
