package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateRef;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/**
 * Readers and writers at once, on threads that must not block, and a cache that evicts all the
 * time: no read is older than a write that had completed when it was subscribed to.
 */
class VaultStressTest extends VaultTesting {

  private static final int IDS = 8;
  private static final int CALLS = 20_000;

  private final AtomicInteger next = new AtomicInteger();
  private final AtomicIntegerArray completed = new AtomicIntegerArray(IDS);
  private final AtomicInteger outdated = new AtomicInteger();

  @Test
  void noReadIsOlderThanAWriteThatHadCompleted() {
    hammer(build(Vault.over(store.observable()).maximumSize(12)));
  }

  @Test
  void norIsItWhereTheVaultDropsWhatItWrites() {
    hammer(build(Vault.over(store.unobservable()).maximumSize(12)));
  }

  private void hammer(Vault vault) {
    for (int id = 0; id < IDS; id++) {
      get(vault.save(template("t" + id, "1.0.0", "0")));
      get(vault.setLabel("t" + id, "live", "1.0.0"));
    }

    StepVerifier.create(
            Flux.range(0, CALLS)
                .flatMap(i -> call(vault).subscribeOn(Schedulers.parallel()), 64)
                .then())
        .expectComplete()
        .verify(TIMEOUT.multipliedBy(3));

    assertThat(outdated).hasValue(0);
    assertThat(vault.stats().hits()).isPositive();
    assertThat(vault.stats().evictions()).isPositive();
  }

  private Mono<?> call(Vault vault) {
    int id = ThreadLocalRandom.current().nextInt(IDS);
    String name = "t" + id;
    return switch (ThreadLocalRandom.current().nextInt(10)) {
      case 0 -> save(vault, id);
      case 1, 2 -> check(id, vault.load(name, "1.0.0").map(spec -> spec.template()));
      case 3, 4 ->
          check(id, vault.load(TemplateRef.label(name, "live")).map(spec -> spec.template()));
      default -> check(id, vault.load(name).map(spec -> spec.template()));
    };
  }

  /** Numbers are taken when the writes are subscribed to, one after another for each template. */
  private Mono<?> save(Vault vault, int id) {
    return Mono.defer(
        () -> {
          synchronized (completed) {
            int number = next.incrementAndGet();
            Mono<Integer> write =
                vault
                    .save(template("t" + id, "1.0.0", "" + number))
                    .map(commit -> completed.accumulateAndGet(id, number, Math::max));
            return begin(write);
          }
        });
  }

  private Mono<?> check(int id, Mono<String> read) {
    return Mono.defer(
        () -> {
          int atLeast = completed.get(id);
          return read.doOnNext(
              text -> {
                if (Integer.parseInt(text) < atLeast) {
                  outdated.incrementAndGet();
                }
              });
        });
  }
}
