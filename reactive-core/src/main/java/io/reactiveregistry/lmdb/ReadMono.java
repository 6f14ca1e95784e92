package io.reactiveregistry.lmdb;

import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** Asks one question of the reader lanes for each subscription. */
final class ReadMono<T> extends Mono<T> {

  private final ReadQueue queue;
  private final Supplier<ReadOperation<T>> preparation;

  /**
   * @param preparation checks the arguments and makes the question; run once for each subscription
   */
  ReadMono(ReadQueue queue, Supplier<ReadOperation<T>> preparation) {
    this.queue = queue;
    this.preparation = preparation;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> subscriber) {
    ReadOperation<T> operation;
    try {
      operation = preparation.get();
    } catch (RuntimeException e) {
      Operators.error(subscriber, e);
      return;
    }
    subscriber.onSubscribe(new ReadRequest<>(queue, operation, subscriber));
  }
}
