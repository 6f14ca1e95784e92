package io.reactiveregistry.migration;

import io.reactiveregistry.AuditableRegistry.Finding;
import java.time.Duration;
import java.util.List;

/**
 * What a migration has done or, in a dry run, would do. Templates are counted, not versions.
 *
 * @param migrated how many templates were saved, in one version or several
 * @param unchanged how many templates were the same on both sides and not written
 * @param deleted how many templates were deleted because the source lacks them
 * @param failureCount how many items could not be migrated
 * @param failures what could not be migrated: an id, a version of one ({@code id:version}) or a
 *     file, and why; the first {@link MigrationOptions#maxReportedItems()} of them
 * @param warningCount how many warnings there are
 * @param warnings what was migrated only in part, and what else to know; limited likewise
 * @param elapsed how long it took
 * @param dryRun whether nothing was written
 */
public record MigrationReport(
    long migrated,
    long unchanged,
    long deleted,
    long failureCount,
    List<Finding> failures,
    long warningCount,
    List<Finding> warnings,
    Duration elapsed,
    boolean dryRun) {

  public MigrationReport {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /** Whether everything was migrated; warnings do not matter. */
  public boolean success() {
    return failureCount == 0;
  }
}
