package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.RegistryException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscription to a read. It is submitted with the first demand, so its answer never has to
 * wait for demand.
 *
 * <p>{@code NEW} -&gt; {@code SUBMITTED} -&gt; {@code DONE}, or {@code DONE} from either of them by
 * cancellation. Whoever moves it to {@code DONE} decides what is signalled.
 */
final class ReadRequest<T> implements Subscription {

  private static final int NEW = 0;
  private static final int SUBMITTED = 1;
  private static final int DONE = 2;

  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<ReadRequest> PHASE =
      AtomicIntegerFieldUpdater.newUpdater(ReadRequest.class, "phase");

  private final ReadQueue queue;
  private final ReadOperation<T> operation;
  private final CoreSubscriber<? super T> subscriber;
  private @Nullable T answer;
  private @Nullable Throwable failure;
  private volatile int phase = NEW;

  ReadRequest(ReadQueue queue, ReadOperation<T> operation, CoreSubscriber<? super T> subscriber) {
    this.queue = queue;
    this.operation = operation;
    this.subscriber = subscriber;
  }

  @Override
  public void request(long demand) {
    if (Operators.validate(demand) && PHASE.compareAndSet(this, NEW, SUBMITTED)) {
      RegistryException refusal = queue.submit(this);
      if (refusal != null) {
        fail(refusal);
        signal();
      }
    }
  }

  @Override
  public void cancel() {
    phase = DONE;
  }

  boolean isCancelled() {
    return phase == DONE;
  }

  /** Inside the lane's transaction. */
  void answerFrom(Snapshot snapshot) {
    try {
      answer = operation.read(snapshot);
    } catch (Throwable e) { // the lane goes on
      failure = queue.translate(e);
    }
  }

  void fail(Throwable error) {
    failure = error;
  }

  /** After the transaction. */
  void signal() {
    if (!PHASE.compareAndSet(this, SUBMITTED, DONE)) {
      return;
    }
    if (failure != null) {
      subscriber.onError(failure);
      return;
    }
    if (answer != null) {
      subscriber.onNext(answer);
    }
    subscriber.onComplete();
  }
}
