package io.reactiveregistry.examples.pipeline;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Asks a model again when it has too much to do, and waits for each answer only so long. */
final class PatientModel implements Model {

  private final Model model;
  private final Duration timeout;
  private final Retry whenOverloaded;

  /**
   * @param timeout how long each attempt may take
   * @param onRetry is told of each further attempt
   */
  PatientModel(Model model, Duration timeout, Runnable onRetry) {
    this.model = model;
    this.timeout = timeout;
    this.whenOverloaded = Overload.retry(onRetry);
  }

  @Override
  public Mono<Answer> complete(String prompt) {
    return Mono.defer(() -> model.complete(prompt))
        .timeout(timeout)
        .onErrorMap(
            TimeoutException.class, error -> ModelException.tooSlow(timeout.toMillis(), error))
        .retryWhen(whenOverloaded);
  }
}
