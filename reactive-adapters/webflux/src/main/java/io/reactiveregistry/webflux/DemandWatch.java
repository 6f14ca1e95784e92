package io.reactiveregistry.webflux;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Notices when all that was asked for has been given, and nothing more is asked for. A source that
 * is slow itself is no reason to be noticed.
 */
final class DemandWatch implements Disposable {

  private final Duration limit;
  private final Scheduler scheduler;
  private final AtomicLong outstanding = new AtomicLong();
  private final Disposable.Swap timer = Disposables.swap();
  private final Sinks.Empty<Void> stalled = Sinks.empty();

  /**
   * @param limit how long nothing may be asked for
   */
  DemandWatch(Duration limit, Scheduler scheduler) {
    this.limit = limit;
    this.scheduler = scheduler;
  }

  /** The same elements, watched. To be subscribed to once. */
  <T> Flux<T> over(Flux<T> source) {
    return source
        .hide() // what is fused is given without being asked for
        .doOnRequest(this::requested)
        .doOnNext(element -> given())
        .doOnComplete(this::allGiven);
  }

  /** Completes when nothing was asked for in time. */
  Mono<Void> stalled() {
    return stalled.asMono();
  }

  private void requested(long more) {
    outstanding.accumulateAndGet(more, Operators::addCap);
  }

  private void given() {
    if (outstanding.decrementAndGet() == 0) {
      arm();
    }
  }

  /** What has been given last has to be taken, too, before the watch is disposed. */
  private void allGiven() {
    outstanding.set(0);
    arm();
  }

  private void arm() {
    timer.update(
        scheduler.schedule(this::giveUpUnlessAsked, limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void giveUpUnlessAsked() {
    if (outstanding.get() == 0) {
      Sinks.EmitResult unused = stalled.tryEmitEmpty(); // a second time changes nothing
    }
  }

  @Override
  public void dispose() {
    timer.dispose();
  }
}
