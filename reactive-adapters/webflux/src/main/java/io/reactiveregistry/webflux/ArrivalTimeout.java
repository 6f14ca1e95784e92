package io.reactiveregistry.webflux;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Gives up when what was asked for does not arrive in time. Unlike {@code Flux.timeout} it does not
 * count the time in which nothing is asked for, as while a store is busy.
 */
final class ArrivalTimeout {

  private final Duration limit;
  private final Scheduler scheduler;
  private final Supplier<Throwable> error;

  ArrivalTimeout(Duration limit, Scheduler scheduler, Supplier<Throwable> error) {
    this.limit = limit;
    this.scheduler = scheduler;
    this.error = error;
  }

  /** The same elements, which have to be requested one by one. */
  <T> Flux<T> over(Flux<T> source) {
    return Flux.defer(
        () -> {
          Disposable.Swap timer = Disposables.swap();
          Sinks.Empty<Void> late = Sinks.empty();
          return source
              .hide() // what is fused is not requested
              .doOnRequest(one -> timer.update(armed(late)))
              .doOnNext(arrived -> timer.update(Disposables.disposed()))
              .takeUntilOther(late.asMono()) // which cancels the source, where an error would not
              .concatWith(Mono.defer(() -> isLate(late) ? Mono.error(error) : Mono.empty()))
              .doFinally(signal -> timer.dispose());
        });
  }

  private Disposable armed(Sinks.Empty<Void> late) {
    return scheduler.schedule(late::tryEmitEmpty, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static boolean isLate(Sinks.Empty<Void> late) {
    return Boolean.TRUE.equals(late.scan(Scannable.Attr.TERMINATED));
  }
}
