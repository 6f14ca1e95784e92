package io.reactiveregistry.reliability.load;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * Asks for so much and no more; anybody may cancel it at any time. It ignores what arrives while it
 * is being cancelled, which no publisher can prevent; Reactor's own subscribers would report such
 * an error as dropped.
 */
final class StormSubscriber implements CoreSubscriber<Object> {

  private final long demand;
  private final Findings findings;
  private final AtomicLong received = new AtomicLong();
  private volatile Subscription subscription = Operators.emptySubscription();

  StormSubscriber(long demand, Findings findings) {
    this.demand = demand;
    this.findings = findings;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    if (demand > 0) {
      given.request(demand);
    }
  }

  @Override
  public void onNext(Object value) {
    findings.expect(received.incrementAndGet() <= demand, "more was emitted than requested");
  }

  @Override
  public void onError(Throwable error) {
    findings.expect(
        error instanceof TemplateNotFoundException
            || (error instanceof RegistryException refusal && refusal.isRetryable()),
        "a call ended in " + error);
  }

  @Override
  public void onComplete() {
    // as good as any end
  }

  /** After {@link #onSubscribe}, which all publishers here call while being subscribed to. */
  void cancel() {
    subscription.cancel();
  }
}
