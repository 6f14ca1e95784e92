package io.reactiveregistry.webflux;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Gives up when what was asked for does not arrive in time. Unlike {@code Flux.timeout} it does not
 * count the time in which nothing is asked for, as while a store is busy.
 */
final class ArrivalTimeout {

  private final long limitNanos;
  private final Scheduler scheduler;
  private final Supplier<Throwable> error;

  ArrivalTimeout(Duration limit, Scheduler scheduler, Supplier<Throwable> error) {
    this.limitNanos = limit.toNanos();
    this.scheduler = scheduler;
    this.error = error;
  }

  /** The same elements, each of which has to arrive in time once it is asked for. */
  <T> Flux<T> over(Flux<T> source) {
    return Flux.defer(
        () -> {
          Watch watch = new Watch();
          watch.checkAfter(limitNanos);
          return source
              .hide() // what is fused is not requested
              .doOnRequest(watch::requested)
              .doOnNext(element -> watch.arrived())
              .takeUntilOther(watch.late.asMono()) // cancels the source, as an error would not
              .concatWith(Mono.defer(() -> watch.isLate() ? Mono.error(error) : Mono.empty()))
              .doFinally(signal -> watch.dispose());
        });
  }

  /**
   * One subscription. Its timer is not set anew with each element, which would cost more than the
   * element; when it goes off it looks whether there is still time.
   */
  private final class Watch implements Disposable {

    private final Disposable.Swap timer = Disposables.swap();
    private final Sinks.Empty<Void> late = Sinks.empty();
    private final AtomicLong outstanding = new AtomicLong();
    private volatile long since = scheduler.now(NANOSECONDS);

    private void requested(long more) {
      if (outstanding.get() == 0) {
        since = scheduler.now(NANOSECONDS);
      }
      outstanding.accumulateAndGet(more, Operators::addCap);
    }

    private void arrived() {
      since = scheduler.now(NANOSECONDS);
      outstanding.decrementAndGet();
    }

    private void check() {
      long left =
          outstanding.get() == 0 ? limitNanos : limitNanos - (scheduler.now(NANOSECONDS) - since);
      if (left > 0) {
        checkAfter(left);
      } else {
        Sinks.EmitResult unused = late.tryEmitEmpty(); // it is the only one to emit
      }
    }

    private void checkAfter(long nanos) {
      timer.update(scheduler.schedule(this::check, nanos, NANOSECONDS));
    }

    private boolean isLate() {
      return Boolean.TRUE.equals(late.scan(Scannable.Attr.TERMINATED));
    }

    @Override
    public void dispose() {
      timer.dispose();
    }
  }
}
