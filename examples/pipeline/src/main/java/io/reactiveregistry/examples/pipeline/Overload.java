package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.error.OverloadedException;
import java.time.Duration;
import reactor.util.retry.Retry;

/** What to do when somebody has too much to do: come back later, and later still. */
final class Overload {

  private static final int RETRIES = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private Overload() {}

  /**
   * Four more attempts, with pauses that grow and are never the same for two, so that those who
   * were refused together do not come back together. Any other error, and the last one of an
   * overload, ends it as it is.
   *
   * @param onRetry is told of each further attempt
   */
  static Retry retry(Runnable onRetry) {
    return Retry.backoff(RETRIES, FIRST_PAUSE)
        .maxBackoff(LONGEST_PAUSE)
        .filter(Overload::isOverload)
        .doBeforeRetry(signal -> onRetry.run())
        .onRetryExhaustedThrow((policy, signal) -> signal.failure());
  }

  private static boolean isOverload(Throwable error) {
    return error instanceof OverloadedException
        || (error instanceof ModelException refused && refused.isOverloaded());
  }
}
