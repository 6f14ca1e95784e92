package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Waiting.await;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What the tests of a Vault have in common: a registry with a gate, and ways to ask it. */
abstract class VaultTesting {

  static final Duration TIMEOUT = Duration.ofSeconds(20);

  final GatedRegistry store = new GatedRegistry();
  private final List<Vault> vaults = new ArrayList<>();

  /** Evicts at once, so that a test can tell what is held. */
  final VaultBuilder over(ReactiveRegistry registry) {
    return Vault.over(registry).executor(Runnable::run);
  }

  /** Waits until the feed of changes is there. */
  final Vault build(VaultBuilder builder) {
    Vault vault = buildAtOnce(builder);
    await().atMost(TIMEOUT).until(vault::isCaching);
    return vault;
  }

  final Vault buildAtOnce(VaultBuilder builder) {
    Vault vault = builder.build();
    vaults.add(vault);
    return vault;
  }

  @AfterEach
  void closeVaults() {
    vaults.forEach(Vault::close);
  }

  final void save(TemplateSpec... specs) {
    for (TemplateSpec spec : specs) {
      get(store.direct().save(spec));
    }
  }

  /** Subscribes now and keeps the answer for later. */
  static <T> Mono<T> begin(Mono<T> call) {
    Mono<T> answer = call.cache();
    answer.subscribe(value -> {}, error -> {});
    return answer;
  }

  static <T> T get(Mono<T> mono) {
    return requireNonNull(mono.block(TIMEOUT), "The publisher was empty");
  }

  static void assertEmpty(Publisher<?> publisher) {
    StepVerifier.create(publisher).expectComplete().verify(TIMEOUT);
  }

  static <E extends Throwable> E failure(Class<E> type, Publisher<?> publisher) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    StepVerifier.create(publisher).expectErrorSatisfies(failure::set).verify(TIMEOUT);
    assertThat(failure.get()).isInstanceOf(type);
    return type.cast(failure.get());
  }
}
