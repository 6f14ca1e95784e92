package io.reactiveregistry.lmdb;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/**
 * Opens a store for each subscription, on a thread that may block. Whose the store is when it is
 * cancelled at the same moment is decided by one step: it was emitted and is the subscriber's, or
 * it was not and is closed again.
 */
final class OpeningMono extends Mono<LmdbRegistry> {

  private final Callable<LmdbRegistry> opening;

  OpeningMono(Callable<LmdbRegistry> opening) {
    this.opening = opening;
  }

  @Override
  public void subscribe(CoreSubscriber<? super LmdbRegistry> subscriber) {
    subscriber.onSubscribe(new Opening(opening, subscriber));
  }

  private enum Phase {
    NEW,
    OPENING,
    DONE,
    CANCELLED
  }

  private static final class Opening implements Subscription {

    private final Callable<LmdbRegistry> opening;
    private final CoreSubscriber<? super LmdbRegistry> subscriber;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);

    Opening(Callable<LmdbRegistry> opening, CoreSubscriber<? super LmdbRegistry> subscriber) {
      this.opening = opening;
      this.subscriber = subscriber;
    }

    @Override
    public void request(long demand) {
      if (Operators.validate(demand) && phase.compareAndSet(Phase.NEW, Phase.OPENING)) {
        try {
          Schedulers.boundedElastic().schedule(this::open);
        } catch (RuntimeException e) { // it has too much to do
          fail(e);
        }
      }
    }

    @Override
    public void cancel() {
      phase.compareAndSet(Phase.NEW, Phase.CANCELLED);
      phase.compareAndSet(Phase.OPENING, Phase.CANCELLED);
    }

    private void open() {
      if (phase.get() == Phase.CANCELLED) {
        return;
      }
      LmdbRegistry registry;
      try {
        registry = opening.call();
      } catch (Throwable e) {
        fail(e);
        return;
      }
      if (phase.compareAndSet(Phase.OPENING, Phase.DONE)) {
        subscriber.onNext(registry);
        subscriber.onComplete();
      } else {
        registry.closeAsync().subscribe();
      }
    }

    private void fail(Throwable error) {
      if (phase.compareAndSet(Phase.OPENING, Phase.DONE)) {
        subscriber.onError(error);
      }
    }
  }
}
