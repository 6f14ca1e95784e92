package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a Vault holds, what it counts, and what a hit costs. */
class VaultBoundTest extends VaultTesting {

  /** Two objects: a header of 12 bytes, a few references, and padding. */
  private static final long TWO_SMALL_OBJECTS = 2 * 32;

  private static final int HITS = 100_000;

  @Test
  void noMoreEntriesAreHeldThanTheLimit() {
    Vault vault = build(over(store.observable()).maximumSize(10));
    for (int i = 0; i < 100; i++) {
      save(template("t" + i));
      get(vault.load("t" + i));
      get(vault.load("t" + i, "0.1.0"));
      failure(TemplateNotFoundException.class, vault.load("absent" + i));
    }

    assertThat(vault.stats().size()).isEqualTo(10);
    assertThat(vault.stats().evictions()).isEqualTo(290);
  }

  @Test
  void noMoreBytesAreHeldThanTheLimit() {
    Vault vault = build(over(store.observable()).maximumWeight(1 << 20));
    for (int i = 0; i < 30; i++) {
      save(template("t" + i, "1.0.0", "x".repeat(100_000)));
      get(vault.load("t" + i));
    }

    assertThat(vault.stats().size()).isEqualTo(10);
  }

  @Test
  void readsAreCountedByWhoAnsweredThem() {
    Vault vault = build(over(store.observable()));
    save(template("a"));

    get(vault.load("a"));
    get(vault.load("a"));
    get(vault.find("a"));
    get(vault.exists("a"));
    get(vault.exists("b"));
    assertEmpty(vault.find("b"));
    assertEmpty(vault.find("b"));
    get(vault.loadAll(Flux.just("a", "a")).count());
    failure(RuntimeException.class, vault.load(""));

    assertThat(vault.stats()).isEqualTo(new VaultStats(6, 4, 2, 0, 2));
  }

  @Test
  void aNewVaultHasDoneNothing() {
    assertThat(build(over(store.observable())).stats()).isEqualTo(new VaultStats(0, 0, 0, 0, 0));
  }

  @Test
  void aHitAllocatesTwoSmallObjects() {
    Vault vault = build(over(store.observable()));
    save(template("a"));
    get(vault.load("a"));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Count count = new Count();
    hit(vault, count);
    long before = threads.getCurrentThreadAllocatedBytes();

    hit(vault, count);

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated / HITS).isLessThanOrEqualTo(TWO_SMALL_OBJECTS);
    assertThat(count.templates).isEqualTo(2 * HITS);
    assertThat(vault.stats().hits()).isEqualTo(2 * HITS);
  }

  private static void hit(Vault vault, Count count) {
    for (int i = 0; i < HITS; i++) {
      Mono<TemplateSpec> load = vault.load("a");
      load.subscribe(count);
    }
  }

  /** Allocates nothing. */
  private static final class Count implements CoreSubscriber<TemplateSpec> {

    private int templates;

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(TemplateSpec spec) {
      templates++;
    }

    @Override
    public void onError(Throwable error) {
      throw new AssertionError(error);
    }

    @Override
    public void onComplete() {}
  }
}
