package io.reactiveregistry.migration;

import io.reactiveregistry.AuditableRegistry.Finding;
import java.time.Duration;
import java.util.List;

/**
 * What a verification has found. Each list holds the first {@link
 * MigrationOptions#maxReportedItems()} items; the counts are exact.
 *
 * @param verified how many templates are the same on both sides
 * @param mismatchedCount how many templates differ
 * @param mismatched the ids of templates that differ in the current version, or in an older one
 *     where older ones are compared, or that are damaged in the target
 * @param missingCount how many templates only the source has
 * @param missing the ids of templates that only the source has
 * @param extraCount how many templates only the target has
 * @param extra the ids of templates that only the target has
 * @param failureCount how many items could not be compared
 * @param failures what could not be compared: an id, a version of one ({@code id:version}) or a
 *     file, and why
 * @param warningCount how many warnings there are
 * @param warnings what was compared only in part, and what else to know
 * @param elapsed how long it took
 */
public record VerificationReport(
    long verified,
    long mismatchedCount,
    List<String> mismatched,
    long missingCount,
    List<String> missing,
    long extraCount,
    List<String> extra,
    long failureCount,
    List<Finding> failures,
    long warningCount,
    List<Finding> warnings,
    Duration elapsed) {

  public VerificationReport {
    mismatched = List.copyOf(mismatched);
    missing = List.copyOf(missing);
    extra = List.copyOf(extra);
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  /** Whether both sides hold the same and everything could be compared; warnings do not matter. */
  public boolean success() {
    return mismatchedCount == 0 && missingCount == 0 && extraCount == 0 && failureCount == 0;
  }
}
