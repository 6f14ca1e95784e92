package io.reactiveregistry.lmdb;

import io.reactiveregistry.Commit;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** Prepares a unit of writing on the subscribing thread and has the writer run it. */
final class WriteMono extends Mono<Commit> {

  private final WriteQueue queue;
  private final Supplier<WriteOperation> preparation;
  private final boolean measured;

  /** A write of which nobody is told how long it waits. */
  WriteMono(WriteQueue queue, Supplier<WriteOperation> preparation) {
    this(queue, preparation, false);
  }

  /**
   * Prepares and submits a unit for each subscription.
   *
   * @param preparation checks and encodes what is to be written; run once for each subscription
   * @param measured whether it is measured how long it waits
   */
  WriteMono(WriteQueue queue, Supplier<WriteOperation> preparation, boolean measured) {
    this.queue = queue;
    this.preparation = preparation;
    this.measured = measured;
  }

  @Override
  public void subscribe(CoreSubscriber<? super Commit> subscriber) {
    WriteOperation operation;
    try {
      operation = preparation.get();
    } catch (RuntimeException e) {
      Operators.error(subscriber, e);
      return;
    }
    WriteWait wait = measured ? new WriteWait() : null;
    subscriber.onSubscribe(new WriteRequest(queue, operation, subscriber, wait));
  }
}
