package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.vault.GatedRegistry.Gate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Entries that are old are served, and read again behind the reader's back. */
class VaultRefreshTest extends VaultTesting {

  private static final Duration AGE = Duration.ofMinutes(1);
  private static final TemplateSpec OLD = template("a", "1.0.0");
  private static final TemplateSpec NEW = template("a", "2.0.0");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it will overflow

  /** Over a registry that somebody writes to unseen. */
  private final Vault vault =
      build(over(store.feed(Flux::never).unobservable()).refreshAfter(AGE).ticker(nanos::get));

  private void age(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  @Test
  void anEntryIsNotReadAgainBeforeItIsOld() {
    save(OLD);
    get(vault.load("a"));
    save(NEW);

    age(AGE.minusNanos(1));

    assertThat(get(vault.load("a"))).isEqualTo(OLD);
    assertThat(get(vault.load("a"))).isEqualTo(OLD);
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void anOldEntryIsServedUntilItHasBeenReadAgainOnce() {
    save(OLD);
    get(vault.load("a"));
    save(NEW);
    age(AGE);
    Gate gate = store.close();

    for (int i = 0; i < 10; i++) {
      assertThat(get(vault.load("a"))).isEqualTo(OLD);
    }
    gate.awaitArrival();
    gate.open();

    assertThat(get(vault.load("a"))).isEqualTo(NEW);
    assertThat(store.reads()).isEqualTo(2);
    assertThat(vault.stats()).isEqualTo(new VaultStats(11, 1, 2, 0, 1));
  }

  @Test
  void whereReadingAgainFailsTheEntryStaysAndTheNextReaderTriesAgain() {
    save(OLD);
    get(vault.load("a"));
    save(NEW);
    age(AGE);
    Gate gate = store.close();
    get(vault.load("a"));
    gate.awaitArrival();

    gate.fail(new OverloadedException("read", 1, "readQueueCapacity"));
    assertThat(get(vault.load("a"))).isEqualTo(OLD);

    assertThat(store.reads()).isEqualTo(3);
  }

  @Test
  void whatHasVanishedIsNotServedAnyMore() {
    save(OLD);
    get(vault.load("a"));
    get(store.direct().delete("a"));
    age(AGE);
    Gate gate = store.close();
    get(vault.load("a"));
    gate.awaitArrival();
    gate.open();

    assertEmpty(vault.find("a"));
  }

  @Test
  void aWriteDuringTheReadIsNotUndoneByIt() {
    save(OLD);
    get(vault.load("a"));
    age(AGE);
    Gate gate = store.close();
    get(vault.load("a"));
    gate.awaitArrival();

    get(vault.save(NEW));
    store.letPass();
    gate.open();

    assertThat(get(vault.load("a"))).isEqualTo(NEW);
  }
}
