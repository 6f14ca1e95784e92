package io.reactiveregistry.lmdb;

import io.reactiveregistry.AuditableRegistry.Severity;
import java.time.Duration;

/**
 * What a repair has done.
 *
 * @param fixed what was wrong and is right now
 * @param remaining what cannot be put right, because nothing else in the store says what it was
 * @param elapsed how long the repair took
 */
public record RepairReport(Problems fixed, Problems remaining, Duration elapsed) {

  /** Whether everything can be served now; warnings do not matter. */
  public boolean success() {
    return remaining.count(Severity.ERROR) == 0;
  }
}
