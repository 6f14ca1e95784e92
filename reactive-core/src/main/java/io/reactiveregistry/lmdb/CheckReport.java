package io.reactiveregistry.lmdb;

import io.reactiveregistry.AuditableRegistry.Severity;
import java.time.Duration;

/**
 * What a check has found.
 *
 * @param transactionId LMDB's number of the transaction whose state was checked
 * @param templates how many templates the store holds, as LMDB has counted them
 * @param versions how many older versions it holds
 * @param labels how many labels it holds
 * @param problems what is not as it should be
 * @param elapsed how long the check took
 */
public record CheckReport(
    long transactionId,
    long templates,
    long versions,
    long labels,
    Problems problems,
    Duration elapsed) {

  /** Whether everything can be served; warnings do not matter. */
  public boolean success() {
    return problems.count(Severity.ERROR) == 0;
  }
}
