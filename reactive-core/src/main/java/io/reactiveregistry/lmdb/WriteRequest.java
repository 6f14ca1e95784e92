package io.reactiveregistry.lmdb;

import io.reactiveregistry.Commit;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One subscription to a write, submitted with the first demand.
 *
 * <pre>
 *   phase            cancel does
 *   NEW, QUEUED      removes the request: nothing is written
 *   WRITING          nothing to the write; its result is dropped
 *   CANCELLED, DONE  nothing
 * </pre>
 */
final class WriteRequest implements Subscription {

  private static final int NEW = 0;
  private static final int QUEUED = 1;
  private static final int WRITING = 2;
  private static final int CANCELLED = 3;
  private static final int DONE = 4;

  private static final AtomicIntegerFieldUpdater<WriteRequest> PHASE =
      AtomicIntegerFieldUpdater.newUpdater(WriteRequest.class, "phase");

  private final WriteQueue queue;
  private final CoreSubscriber<? super Commit> subscriber;
  private final long bytes;
  private final @Nullable WriteWait wait;
  private @Nullable WriteOperation operation;
  private @Nullable Commit commit;
  private @Nullable RegistryException failure;
  private volatile int phase = NEW;

  /**
   * @param wait null where nothing is measured
   */
  WriteRequest(
      WriteQueue queue,
      WriteOperation operation,
      CoreSubscriber<? super Commit> subscriber,
      @Nullable WriteWait wait) {
    this.queue = queue;
    this.operation = operation;
    this.bytes = operation.bytes();
    this.subscriber = subscriber;
    this.wait = wait;
  }

  @Override
  public void request(long demand) {
    if (Operators.validate(demand) && PHASE.compareAndSet(this, NEW, QUEUED)) {
      if (wait != null) {
        wait.submitted();
      }
      RegistryException refusal = queue.submit(this);
      if (refusal != null && PHASE.compareAndSet(this, QUEUED, DONE)) {
        operation = null;
        subscriber.onError(refusal);
      }
    }
  }

  @Override
  public void cancel() {
    int current;
    do {
      current = phase;
      if (current >= CANCELLED) {
        return;
      }
    } while (!PHASE.compareAndSet(this, current, CANCELLED));
    if (current != WRITING) {
      operation = null; // the encoded templates need not wait for the writer to pass by
    }
  }

  /** What it was admitted with, whatever has become of it. */
  long bytes() {
    return bytes;
  }

  /**
   * Begins the writing, unless it was cancelled before.
   *
   * @param now the time if anything is measured, else anything
   */
  @Nullable WriteOperation begin(long now) {
    WriteOperation begun = operation;
    if (!PHASE.compareAndSet(this, QUEUED, WRITING)) {
      return null;
    }
    if (wait != null) {
      wait.ended(now);
    }
    operation = null; // the writer has it, and whoever keeps the subscription need not
    return begun;
  }

  void succeed(Commit result) {
    commit = result;
  }

  void fail(RegistryException error) {
    failure = error;
  }

  /** Tells how long it has waited for the writer. */
  void recordWait(RegistryMetrics recorder) {
    if (wait != null) {
      wait.record(recorder);
    }
  }

  void signal() {
    if (!PHASE.compareAndSet(this, WRITING, DONE)) {
      return;
    }
    if (failure != null) {
      subscriber.onError(failure);
    } else if (commit != null) {
      subscriber.onNext(commit);
      subscriber.onComplete();
    }
  }
}
