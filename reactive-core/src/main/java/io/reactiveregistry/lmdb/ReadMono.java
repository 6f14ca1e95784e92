package io.reactiveregistry.lmdb;

import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Asks one question of the reader lanes for each subscription. */
final class ReadMono<T> extends Mono<T> {

  private final ReadQueue queue;
  private final ReadOperation<T> operation;

  ReadMono(ReadQueue queue, ReadOperation<T> operation) {
    this.queue = queue;
    this.operation = operation;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> subscriber) {
    subscriber.onSubscribe(new ReadRequest<>(queue, operation, subscriber));
  }
}
