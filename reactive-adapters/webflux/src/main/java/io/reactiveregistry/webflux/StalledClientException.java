package io.reactiveregistry.webflux;

import java.time.Duration;

/** A client has taken nothing of its answer for too long. */
final class StalledClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StalledClientException(Duration limit) {
    super(
        "The client took nothing of its answer for %s (clientTimeout)".formatted(limit),
        null,
        /* enableSuppression= */ false,
        /* writableStackTrace= */ false);
  }
}
