package io.reactiveregistry.migration;

import io.reactiveregistry.error.RegistryException;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/** Waiting for a registry that others keep busy, for about half a minute. */
final class Overload {

  private static final int ATTEMPTS = 64;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private static final RetryBackoffSpec BACKOFF =
      Retry.backoff(ATTEMPTS, FIRST_PAUSE)
          .maxBackoff(LONGEST_PAUSE)
          .transientErrors(true)
          .filter(Overload::isRetryable)
          .onRetryExhaustedThrow((spec, signal) -> signal.failure());

  private Overload() {}

  /**
   * Repeats a call that was refused; such a call has done nothing. The machinery of {@code
   * retryWhen} is set up only then, since nearly every one of millions of calls succeeds at once.
   */
  static <T> Mono<T> retry(Mono<T> call) {
    return call.onErrorResume(
        Overload::isRetryable, refused -> call.delaySubscription(FIRST_PAUSE).retryWhen(BACKOFF));
  }

  static RetryBackoffSpec backoff() {
    return BACKOFF;
  }

  static boolean isRetryable(Throwable error) {
    return error instanceof RegistryException known && known.isRetryable();
  }
}
