package io.reactiveregistry.lmdb;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Asks one question of the reader lanes for each subscription. */
final class ReadMono<T> extends Mono<T> {

  private final ReadQueue queue;
  private final ReadOperation<T> operation;
  private final @Nullable OperationMeter meter;

  /** A read that nobody measures. */
  ReadMono(ReadQueue queue, ReadOperation<T> operation) {
    this(queue, operation, null);
  }

  /**
   * A read that is measured.
   *
   * @param meter null where nothing is
   */
  ReadMono(ReadQueue queue, ReadOperation<T> operation, @Nullable OperationMeter meter) {
    this.queue = queue;
    this.operation = operation;
    this.meter = meter;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> subscriber) {
    ReadMeasurement measurement = meter == null ? null : meter.read();
    subscriber.onSubscribe(new ReadRequest<>(queue, operation, subscriber, measurement));
  }
}
