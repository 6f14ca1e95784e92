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

  /**
   * @param preparation checks and encodes what is to be written; run once for each subscription
   */
  WriteMono(WriteQueue queue, Supplier<WriteOperation> preparation) {
    this.queue = queue;
    this.preparation = preparation;
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
    subscriber.onSubscribe(new WriteRequest(queue, operation, subscriber));
  }
}
