package io.reactiveregistry.contract;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Waits for what comes about on other threads. Looks at once and then often: hundreds of tests wait
 * for what is mostly there already, or in a moment.
 */
public final class Waiting {

  private static final Duration INTERVAL = Duration.ofMillis(2);

  private Waiting() {}

  /** Starts a condition. */
  public static ConditionFactory await() {
    return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(INTERVAL);
  }
}
