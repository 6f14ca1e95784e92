package io.reactiveregistry.reliability.load;

import io.reactiveregistry.error.OverloadedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** Makes calls at a fixed rate, whatever becomes of them, as the users of a server do. */
final class OpenLoop {

  private static final long TICK = Duration.ofNanos(50_000).toNanos();

  private final LongFunction<Mono<?>> calls;
  private final AtomicLong inFlight = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Latencies refusals = new Latencies();
  private volatile boolean stopped;
  private volatile long offered;
  private volatile long mostInFlight;

  /**
   * @param calls gives the call of each number, counted from 0
   */
  OpenLoop(LongFunction<Mono<?>> calls) {
    this.calls = calls;
  }

  /** Makes them from this thread for so long. What is under way then is not waited for. */
  void run(double perSecond, Duration duration) {
    long begin = System.nanoTime();
    long elapsed = 0;
    while (elapsed < duration.toNanos() && !stopped) {
      long due = (long) (elapsed / 1e9 * perSecond);
      // Now and then a look at the clock, also when it is behind.
      for (int i = 0; i < 1_000 && offered < due && !stopped; i++) {
        call();
      }
      if (offered >= due) {
        LockSupport.parkNanos(TICK);
      }
      elapsed = System.nanoTime() - begin;
    }
  }

  /** Ends {@link #run}, from another thread. */
  void stop() {
    stopped = true;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread makes all calls, others only look
  private void call() {
    Mono<?> call = calls.apply(offered);
    inFlight.incrementAndGet();
    call.subscribe(new Call());
    offered++;
    mostInFlight = Math.max(mostInFlight, inFlight.get());
  }

  long offered() {
    return offered;
  }

  long answered() {
    return answered.get();
  }

  long refused() {
    return refused.get();
  }

  /** How many were accepted and not answered at most. */
  long mostInFlight() {
    return mostInFlight;
  }

  long inFlight() {
    return inFlight.get();
  }

  Latencies refusals() {
    return refusals;
  }

  /** A failure that was no refusal, or null. */
  @Nullable Throwable failure() {
    return failure.get();
  }

  private final class Call extends BaseSubscriber<Object> {

    private final long begin = System.nanoTime();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      requestUnbounded();
    }

    @Override
    protected void hookOnComplete() {
      inFlight.decrementAndGet();
      answered.incrementAndGet();
    }

    @Override
    protected void hookOnError(Throwable error) {
      inFlight.decrementAndGet();
      if (error instanceof OverloadedException overloaded && overloaded.isRetryable()) {
        refused.incrementAndGet();
        refusals.add(System.nanoTime() - begin);
      } else {
        failure.set(error);
      }
    }
  }
}
