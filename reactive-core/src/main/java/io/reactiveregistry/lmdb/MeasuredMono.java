package io.reactiveregistry.lmdb;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Measures each subscription from its beginning to its end, which is told once: whichever of
 * result, error and cancellation comes first. What comes after that is not passed on.
 */
final class MeasuredMono<T> extends Mono<T> {

  private final Mono<T> source;
  private final OperationMeter meter;

  MeasuredMono(Mono<T> source, OperationMeter meter) {
    this.source = source;
    this.meter = meter;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> subscriber) {
    source.subscribe(new Measured<>(subscriber, meter));
  }

  private static final class Measured<T> implements CoreSubscriber<T>, Subscription {

    private final CoreSubscriber<? super T> subscriber;
    private final OperationMeter meter;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long begunAt = System.nanoTime();
    private @Nullable Subscription subscription;
    private boolean hasResult;

    Measured(CoreSubscriber<? super T> subscriber, OperationMeter meter) {
      this.subscriber = subscriber;
      this.meter = meter;
    }

    @Override
    public Context currentContext() {
      return subscriber.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long demand) {
      if (subscription != null) {
        subscription.request(demand);
      }
    }

    @Override
    public void cancel() {
      if (subscription != null) {
        subscription.cancel();
      }
      if (ended.compareAndSet(false, true)) {
        meter.cancelled(System.nanoTime() - begunAt);
      }
    }

    @Override
    public void onNext(T result) {
      if (end(null)) {
        hasResult = true;
        subscriber.onNext(result);
      }
    }

    @Override
    public void onError(Throwable failure) {
      if (end(failure)) {
        subscriber.onError(failure);
      }
    }

    @Override
    public void onComplete() {
      if (hasResult || end(null)) {
        subscriber.onComplete();
      }
    }

    private boolean end(@Nullable Throwable failure) {
      if (!ended.compareAndSet(false, true)) {
        return false;
      }
      meter.ended(System.nanoTime() - begunAt, failure);
      return true;
    }
  }
}
