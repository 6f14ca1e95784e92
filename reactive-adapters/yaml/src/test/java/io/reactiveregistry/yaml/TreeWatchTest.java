package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class TreeWatchTest {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final AtomicInteger looks = new AtomicInteger();
  private final Mono<Void> look = Mono.fromRunnable(looks::incrementAndGet);
  private VirtualTimeScheduler time;

  @BeforeEach
  void stopTime() {
    time = VirtualTimeScheduler.getOrSet();
  }

  @AfterEach
  void resetTime() {
    VirtualTimeScheduler.reset();
  }

  @Test
  void looksAtOnceAndThenAfterEachPause() {
    Disposable watching = TreeWatch.every(PAUSE, look).subscribe();

    assertThat(looks).hasValue(1);
    time.advanceTimeBy(PAUSE.minusMillis(1));
    assertThat(looks).hasValue(1);
    time.advanceTimeBy(Duration.ofMillis(1));
    assertThat(looks).hasValue(2);
    time.advanceTimeBy(PAUSE.multipliedBy(3));
    assertThat(looks).hasValue(5);
    watching.dispose();
  }

  @Test
  void pausesAfterALookThatTakesLong() {
    Disposable watching =
        TreeWatch.every(PAUSE, look.then(Mono.delay(PAUSE.multipliedBy(10)))).subscribe();

    time.advanceTimeBy(PAUSE.multipliedBy(10));
    assertThat(looks).hasValue(1);
    time.advanceTimeBy(PAUSE);
    assertThat(looks).hasValue(2);
    watching.dispose();
  }

  @Test
  void goesOnAfterALookThatFailed() {
    Disposable watching =
        TreeWatch.every(PAUSE, look.then(Mono.error(new IOException("disk")))).subscribe();

    time.advanceTimeBy(PAUSE.multipliedBy(2));

    assertThat(looks).hasValue(3);
    assertThat(watching.isDisposed()).isFalse();
    watching.dispose();
  }

  @Test
  void looksOnceForAllAndNotAnyMoreWhenNobodyIsLeft() {
    Flux<?> watch = TreeWatch.every(PAUSE, look);
    Disposable one = watch.subscribe();
    Disposable other = watch.subscribe();
    time.advanceTimeBy(PAUSE);
    assertThat(looks).hasValue(2);

    one.dispose();
    time.advanceTimeBy(PAUSE);
    assertThat(looks).hasValue(3);

    other.dispose();
    time.advanceTimeBy(PAUSE.multipliedBy(10));
    assertThat(looks).hasValue(3);
  }

  @Test
  void beginsAgainForWhoeverComesLater() {
    Flux<?> watch = TreeWatch.every(PAUSE, look);
    watch.subscribe().dispose();
    assertThat(looks).hasValue(1);

    Disposable later = watch.subscribe();

    assertThat(looks).hasValue(2);
    later.dispose();
  }
}
