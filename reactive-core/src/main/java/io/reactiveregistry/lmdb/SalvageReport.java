package io.reactiveregistry.lmdb;

import java.time.Duration;

/**
 * What a salvage has saved.
 *
 * @param transactionId LMDB's number of the transaction whose state was read
 * @param templates how many templates the new store has
 * @param expectedTemplates how many the damaged one had, as far as LMDB's own count is readable
 * @param versions how many older versions the new store has
 * @param expectedVersions how many the damaged one had, likewise
 * @param labels how many labels the new store has
 * @param expectedLabels how many the damaged one had, likewise
 * @param problems what could not be read, and what had to be done differently
 * @param elapsed how long the salvage took
 */
public record SalvageReport(
    long transactionId,
    long templates,
    long expectedTemplates,
    long versions,
    long expectedVersions,
    long labels,
    long expectedLabels,
    Problems problems,
    Duration elapsed) {

  /** Whether everything was readable. */
  public boolean success() {
    return problems.isEmpty();
  }
}
