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
 * cancellation. Whoever moves it to {@code DONE} decides what is signalled. One that is measured
 * becomes {@code TOLD} before it is signalled; whoever moves it on from {@code SUBMITTED} tells how
 * it has ended.
 */
final class ReadRequest<T> implements Subscription {

  private static final int NEW = 0;
  private static final int SUBMITTED = 1;
  private static final int TOLD = 2;
  private static final int DONE = 3;

  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<ReadRequest> PHASE =
      AtomicIntegerFieldUpdater.newUpdater(ReadRequest.class, "phase");

  private final ReadQueue queue;
  private final ReadOperation<T> operation;
  private final CoreSubscriber<? super T> subscriber;
  private final @Nullable ReadMeasurement measurement;
  private @Nullable T answer;
  private @Nullable Throwable failure;
  private volatile int phase = NEW;

  /**
   * @param measurement null where nothing is measured
   */
  ReadRequest(
      ReadQueue queue,
      ReadOperation<T> operation,
      CoreSubscriber<? super T> subscriber,
      @Nullable ReadMeasurement measurement) {
    this.queue = queue;
    this.operation = operation;
    this.subscriber = subscriber;
    this.measurement = measurement;
  }

  @Override
  public void request(long demand) {
    if (!Operators.validate(demand) || phase != NEW) {
      return;
    }
    if (measurement != null) {
      measurement.submitted(); // before anybody can cancel what has begun
    }
    if (PHASE.compareAndSet(this, NEW, SUBMITTED)) {
      RegistryException refusal = queue.submit(this);
      if (refusal != null) {
        fail(refusal);
        tellEnd(measurement == null ? 0 : System.nanoTime());
        signal();
      }
    }
  }

  @Override
  public void cancel() {
    if (measurement == null) {
      phase = DONE;
    } else if (PHASE.getAndSet(this, DONE) == SUBMITTED) {
      measurement.cancelled();
    }
  }

  /** Null where nothing is measured. */
  @Nullable ReadMeasurement measurement() {
    return measurement;
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

  /**
   * After the transaction and before {@link #signal}, where anything is measured.
   *
   * @param now the time at which all are answered that are answered together
   */
  void tellEnd(long now) {
    if (measurement != null && PHASE.compareAndSet(this, SUBMITTED, TOLD)) {
      measurement.ended(now, failure);
    }
  }

  /** After the transaction. */
  void signal() {
    if (!PHASE.compareAndSet(this, measurement == null ? SUBMITTED : TOLD, DONE)) {
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
