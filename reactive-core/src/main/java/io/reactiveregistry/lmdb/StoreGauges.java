package io.reactiveregistry.lmdb;

import io.reactiveregistry.metrics.RegistryGauges;
import io.reactiveregistry.metrics.StorageFailure;
import io.reactiveregistry.metrics.StorageSample;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * How things stand in a store. What takes a transaction is read by a reader thread once a second,
 * from when somebody first wants to know, so that nobody who asks has to wait for it.
 */
final class StoreGauges implements RegistryGauges {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Engine engine;
  private final Mono<StorageSample> sampling;
  private final AtomicBoolean started = new AtomicBoolean();
  private final Disposable.Swap timer = Disposables.swap();
  private volatile @Nullable StorageSample sample;

  /**
   * @param reads of the handle whose gauges these are
   */
  StoreGauges(Engine engine, ReadQueue reads) {
    this.engine = engine;
    this.sampling = new ReadMono<>(reads, Snapshot::sample);
  }

  /** Begins to sample the storage, unless that has begun. */
  void start() {
    if (started.compareAndSet(false, true)) {
      timer.update(
          Flux.interval(Duration.ZERO, PERIOD, Schedulers.parallel())
              .onBackpressureDrop()
              .concatMap(tick -> sampling.onErrorComplete(), 1)
              .subscribe(latest -> sample = latest));
    }
  }

  /** Samples no more. */
  void stop() {
    timer.dispose();
  }

  @Override
  public int waitingReads() {
    return engine.lanes().waiting();
  }

  @Override
  public int readQueueCapacity() {
    return engine.lanes().capacity();
  }

  @Override
  public int waitingWrites() {
    return engine.isReadOnly() ? 0 : engine.writer().waiting();
  }

  @Override
  public int writeQueueCapacity() {
    return engine.isReadOnly() ? 0 : engine.options().writeQueueCapacity();
  }

  @Override
  public long waitingWriteBytes() {
    return engine.isReadOnly() ? 0 : engine.writer().waitingBytes();
  }

  @Override
  public long writeQueueBytes() {
    return engine.isReadOnly() ? 0 : engine.options().writeQueueBytes();
  }

  @Override
  public int subscribers() {
    return engine.feed().subscribers();
  }

  @Override
  public long staleReadersCleared() {
    return engine.environment().staleReadersCleared();
  }

  @Override
  public @Nullable StorageSample storage() {
    return sample;
  }

  @Override
  public @Nullable StorageFailure lastFailure() {
    return engine.environment().lastFailure().value();
  }
}
