package io.reactiveregistry.reliability.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Takes an element now and then, when it is told to ask for one. */
final class SlowSubscriber extends BaseSubscriber<String> {

  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final AtomicLong requested = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private volatile @Nullable Throwable failure;

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    // asks for nothing yet
  }

  @Override
  protected void hookOnNext(String id) {
    received.incrementAndGet();
  }

  @Override
  protected void hookOnError(Throwable error) {
    failure = error;
  }

  /** Asks for one more. */
  void ask() {
    requested.incrementAndGet();
    request(1);
  }

  /** Waits for what it asked for; a listing that is long enough gives all of it. */
  void awaitAnswers(Findings findings) {
    long begin = System.nanoTime();
    while (received.get() < requested.get() && System.nanoTime() - begin < ANSWER.toNanos()) {
      LockSupport.parkNanos(1_000_000);
    }
    findings.expect(
        received.get() >= requested.get(),
        "a slow subscriber got %d, requested %d".formatted(received.get(), requested.get()));
  }

  /** Tells whether it was treated as Reactive Streams demand. */
  void check(Findings findings) {
    long atMost = requested.get();
    findings.expect(
        received.get() <= atMost,
        "a slow subscriber got %d, requested %d".formatted(received.get(), atMost));
    findings.expect(failure == null, "a slow subscriber got " + failure);
  }
}
