package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.templates;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.Waiting;
import io.reactiveregistry.vault.GatedRegistry.Gate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A cache that cannot keep up with evicting delays those who read, and is no error. */
class VaultBlockingTest extends VaultTesting {

  /** More writes than the cache puts off. */
  private static final List<TemplateSpec> MANY = templates(5_000);

  private final CountDownLatch evicting = new CountDownLatch(1);
  private final CountDownLatch evicted = new CountDownLatch(1);

  @Test
  void whoReadsMoreThanIsEvictedWaitsForIt() {
    Vault vault = build(Vault.over(store.observable()).maximumSize(10).executor(stuckAtFirst()));
    get(store.direct().saveBatch(MANY));
    Gate gate = store.close(Schedulers.boundedElastic());
    Mono<TemplateSpec> first = begin(vault.load("t000000"));
    gate.awaitArrival();
    Schedulers.boundedElastic().schedule(gate::open);
    await(evicting);
    store.letPass();
    Thread reading = get(store.direct().count().map(count -> Thread.currentThread()));

    Mono<Boolean> loaded =
        begin(vault.warm(Flux.fromIterable(MANY).map(TemplateSpec::id).skip(1)).thenReturn(true));
    Waiting.await().atMost(TIMEOUT).until(() -> isInTheCache(reading));
    evicted.countDown();

    assertThat(get(loaded)).isTrue();
    assertThat(get(first)).isEqualTo(MANY.get(0));
  }

  /** The cache calls its executor under its lock, so who waits here has all others wait. */
  private Executor stuckAtFirst() {
    return task -> {
      if (!Schedulers.isInNonBlockingThread() && evicting.getCount() > 0) {
        evicting.countDown();
        await(evicted);
      }
      task.run();
    };
  }

  private static boolean isInTheCache(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING
        && Arrays.stream(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().startsWith("com.github.benmanes.caffeine"));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
