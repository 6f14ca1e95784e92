package io.reactiveregistry.reliability.load;

import io.reactiveregistry.lmdb.LmdbRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One kind of calls: how many are sustainable, then ten times as many, then how it recovers. */
final class OverloadPhase {

  private static final int TIMES = 10;
  private static final long MAX_HEAP_GROWTH = 64 << 20;
  private static final double MAX_REFUSAL_MILLIS = 10;
  private static final Duration RECOVERY = Duration.ofSeconds(1);
  private static final Duration ANSWERED = Duration.ofSeconds(5);
  private static final Duration NORMAL_ANSWER = Duration.ofMillis(100);
  private static final int SUSTAINED_AT_ONCE = 8;
  private static final Duration SUSTAINED = Duration.ofMillis(500);

  private final LmdbRegistry registry;
  private final Duration duration;
  private final boolean unbounded;
  private final Findings findings;

  OverloadPhase(LmdbRegistry registry, int seconds, boolean unbounded, Findings findings) {
    this.registry = registry;
    this.duration = Duration.ofSeconds(seconds);
    this.unbounded = unbounded;
    this.findings = findings;
  }

  /**
   * @param mostAtOnce how many calls may be accepted and not answered
   */
  void run(String name, LongFunction<Mono<?>> calls, long mostAtOnce) throws InterruptedException {
    AtomicLong numbers = new AtomicLong();
    LongFunction<Mono<?>> numbered = ignored -> calls.apply(numbers.getAndIncrement());
    sustainable(numbered);
    double sustainable = sustainable(numbered);
    long before = Vitals.heapAfterCollection();
    OpenLoop loop = new OpenLoop(unbounded ? unbounded(numbered) : numbered);
    long begin = System.nanoTime();
    long growth = overload(loop, TIMES * sustainable, before);
    double offered = loop.offered() / ((System.nanoTime() - begin) / 1e9);
    long recovery = unbounded ? 0 : recovery();
    boolean drained = unbounded || isDrained(loop);
    double p99 = loop.refusals().percentile(0.99);
    findings.figures(
        "%s: %.0f/s sustainable, %.1f times offered, %d answered, %d refused (p99 %.1f ms), at most"
                .formatted(
                    name, sustainable, offered / sustainable, loop.answered(), loop.refused(), p99)
            + " %d under way, heap %+.0f MB, normal after %d ms"
                .formatted(loop.mostInFlight(), growth / 1e6, recovery));
    findings.expect(
        growth <= MAX_HEAP_GROWTH, "%s: heap grew by %.0f MB".formatted(name, growth / 1e6));
    findings.expect(
        loop.mostInFlight() <= mostAtOnce,
        "%s: %d under way at once, bound %d".formatted(name, loop.mostInFlight(), mostAtOnce));
    findings.expect(
        p99 < MAX_REFUSAL_MILLIS, "%s: p99 of refusals is %.1f ms".formatted(name, p99));
    findings.expect(loop.failure() == null, "%s: %s".formatted(name, loop.failure()));
    findings.expect(loop.refused() > 0, name + ": nothing was refused");
    findings.expect(
        recovery < RECOVERY.toMillis(), "%s: normal after %d ms".formatted(name, recovery));
    findings.expect(drained, "%s: %d calls were never answered".formatted(name, loop.inFlight()));
  }

  private static boolean isDrained(OpenLoop loop) {
    long begin = System.nanoTime();
    while (loop.inFlight() > 0 && System.nanoTime() - begin < ANSWERED.toNanos()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    return loop.inFlight() == 0;
  }

  private static LongFunction<Mono<?>> unbounded(LongFunction<Mono<?>> calls) {
    UnboundedFront front = new UnboundedFront();
    return number -> front.call(calls.apply(number));
  }

  /** Calls a second that are answered when a few are always under way. */
  private static double sustainable(LongFunction<Mono<?>> calls) {
    long begin = System.nanoTime();
    long answered =
        Flux.<Mono<?>>generate(
                sink -> {
                  if (System.nanoTime() - begin < SUSTAINED.toNanos()) {
                    sink.next(calls.apply(0));
                  } else {
                    sink.complete();
                  }
                })
            .flatMap(call -> call, SUSTAINED_AT_ONCE)
            .count()
            .blockOptional()
            .orElseThrow();
    return answered * 1e9 / (System.nanoTime() - begin);
  }

  /**
   * @return by how many bytes the heap grew at most
   */
  private long overload(OpenLoop loop, double perSecond, long before) throws InterruptedException {
    Thread generator = new Thread(() -> loop.run(perSecond, duration), "generator");
    generator.start();
    long growth = 0;
    while (generator.isAlive()) {
      generator.join(250);
      growth = Math.max(growth, Vitals.heapAfterCollection() - before);
      if (growth > MAX_HEAP_GROWTH) {
        loop.stop(); // before memory runs out, which would tell less
      }
    }
    return growth;
  }

  /**
   * @return after how many milliseconds a read and a save are answered as always
   */
  private long recovery() {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < RECOVERY.toNanos()) {
      try {
        registry
            .save(Templates.of("probe", 1, 1))
            .then(registry.load("probe"))
            .block(NORMAL_ANSWER);
        break;
      } catch (RuntimeException e) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}
