package io.reactiveregistry.reliability.load;

import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Watches that a call ends, in values or in an error that closing explains. */
final class Watch extends BaseSubscriber<Object> {

  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final String call;
  private final long demand;
  private final Findings findings;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Throwable error;

  /**
   * @param demand what it asks for at first; {@link #await} asks for the rest
   */
  Watch(String call, long demand, Findings findings) {
    this.call = call;
    this.demand = demand;
    this.findings = findings;
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    subscription.request(demand);
  }

  @Override
  protected void hookOnComplete() {
    ended.countDown();
  }

  @Override
  protected void hookOnError(Throwable failure) {
    error = failure;
    ended.countDown();
  }

  /** Waits for its end, which must be one of those that closing explains. */
  void await() throws InterruptedException {
    requestUnbounded();
    if (!ended.await(ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
      findings.violation("%s did not end within %d s".formatted(call, ANSWER.toSeconds()));
    }
    Throwable failure = error;
    findings.expect(
        failure == null
            || failure instanceof RegistryClosedException
            || failure instanceof TemplateNotFoundException
            || (failure instanceof RegistryException refusal && refusal.isRetryable()),
        "%s ended in %s".formatted(call, failure));
  }

  /** Waits for its end, which must be that the registry is closed. */
  void awaitRefusal() throws InterruptedException {
    await();
    findings.expect(
        error instanceof RegistryClosedException,
        "%s after closing ended in %s".formatted(call, error));
  }

  boolean wasRefused() {
    return error instanceof RegistryClosedException;
  }
}
