package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.vault.GatedRegistry.Gate;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * While a write is under way, committed and not yet told to the Vault: once somebody has seen it
 * through the Vault, nobody who asks later is told what it has replaced.
 */
class VaultOrderTest extends VaultTesting {

  private static final TemplateSpec OLD = template("a", "1.0.0", "old");
  private static final TemplateSpec NEW = template("a", "1.0.0", "new");

  /** The test tells of writes, by {@link Vault#invalidate}. */
  private final Vault vault = build(over(store.feed(Flux::never).unobservable()));

  @Test
  void aReadThatAWriteHasOvertakenDoesNotTellOfTheNextWrite() {
    save(OLD);
    Gate gate = store.closeBeforeReading();
    Mono<TemplateSpec> overtaken = begin(vault.load("a"));
    gate.awaitArrival();
    vault.invalidate("a");
    store.letPass();
    assertThat(get(vault.load("a"))).isEqualTo(OLD);

    save(NEW);
    gate.open();

    assertThat(get(overtaken)).isEqualTo(OLD);
    assertThat(get(vault.load("a"))).isEqualTo(OLD);
    vault.invalidate("a");
    assertThat(get(vault.load("a"))).isEqualTo(NEW);
  }

  @Test
  void norDoesOneThatADroppingOfEverythingHasOvertaken() {
    save(OLD);
    Gate gate = store.closeBeforeReading();
    Mono<TemplateSpec> overtaken = begin(vault.load("a"));
    gate.awaitArrival();
    vault.invalidateAll();
    store.letPass();
    get(vault.load("a"));

    save(NEW);
    gate.open();

    assertThat(get(overtaken)).isEqualTo(get(vault.load("a")));
  }

  @Test
  void norDoesOneOfAVersionOfATemplateThatWasDroppedWhole() {
    save(OLD);
    Gate gate = store.closeBeforeReading();
    Mono<TemplateSpec> overtaken = begin(vault.load("a", "1.0.0"));
    gate.awaitArrival();
    vault.invalidate("a");
    store.letPass();
    get(vault.load("a", "1.0.0"));

    save(NEW);
    gate.open();

    assertThat(get(overtaken)).isEqualTo(get(vault.load("a", "1.0.0")));
  }

  @Test
  void whoAsksWhetherItExistsIsToldWhatThoseAreToldWhoReadIt() {
    Gate gate = store.closeBeforeReading();
    Mono<Boolean> early = begin(vault.exists("a"));
    gate.awaitArrival();
    store.letPass();
    assertEmpty(vault.find("a"));

    save(OLD);
    gate.open();

    assertThat(get(early)).isEqualTo(get(vault.exists("a"))).isFalse();
    vault.invalidate("a");
    assertThat(get(vault.exists("a"))).isTrue();
  }

  @Test
  void whoAsksWhetherItExistsIsToldWhatThoseWillBeToldWhoAreReadingIt() {
    Gate beforeRead = store.closeBeforeReading();
    Mono<Boolean> early = begin(vault.exists("a"));
    beforeRead.awaitArrival();
    Gate behindRead = store.close();
    Mono<Boolean> reading = begin(vault.find("a").hasElement());
    behindRead.awaitArrival();

    save(OLD);
    beforeRead.open();
    behindRead.open();

    assertThat(get(early)).isEqualTo(get(reading)).isFalse();
  }

  @Test
  void whereReadingAgainFailsWhatHadBeenReadIsTold() {
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> overtaken = begin(vault.load("a"));
    gate.awaitArrival();
    vault.invalidate("a");
    Gate second = store.close();
    gate.open();
    second.awaitArrival();

    second.fail(new OverloadedException("read queue", 1, "readQueueCapacity"));

    assertThat(get(overtaken)).isEqualTo(OLD);
  }

  @Test
  void aReadThatWasAcceptedIsAnsweredAlthoughTheVaultIsClosed() {
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> reading = begin(vault.load("a"));
    Mono<Boolean> asking = begin(vault.exists("a"));
    gate.awaitArrival();

    vault.close();
    gate.open();

    assertThat(get(reading)).isEqualTo(OLD);
    assertThat(get(asking)).isTrue();
  }

  @Test
  void aKeyThatIsWrittenAllTheTimeIsAnsweredAllTheSame() {
    save(OLD);
    Gate gate = store.closeBeforeReading();
    Mono<TemplateSpec> overtaken = begin(vault.load("a"));
    for (int i = 0; i < TemplateCache.OVERTAKEN_READS; i++) {
      gate.awaitArrival();
      vault.invalidate("a");
      Gate next = store.closeBeforeReading();
      gate.open();
      gate = next;
    }
    gate.awaitArrival();
    vault.invalidate("a");
    store.letPass();
    assertThat(get(vault.load("a"))).isEqualTo(OLD);

    save(NEW);
    gate.open();

    assertThat(get(overtaken)).isEqualTo(NEW);
    assertThat(get(vault.load("a"))).as("what is older is dropped").isEqualTo(NEW);
  }
}
