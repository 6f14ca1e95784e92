package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.vault.GatedRegistry.Gate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A Vault that asks for the state of the storage before each read. */
class VaultStrictTest extends VaultTesting {

  private final Vault vault = build(over(store.observable()).strict());

  @Test
  void inOneStateABodyIsReadOnce() {
    save(template("a"));
    for (int i = 0; i < 3; i++) {
      get(vault.load("a"));
      get(vault.find("a"));
      get(vault.load("a", "0.1.0"));
      get(vault.loadAll(Flux.just("a", "a")).count());
      failure(TemplateNotFoundException.class, vault.load(TemplateRef.label("a", "live")));
    }

    assertThat(store.reads()).isEqualTo(3);
  }

  @Test
  void aWriteIsSeenThoughNobodyTellsOfIt() {
    for (int i = 0; i < 100; i++) {
      TemplateSpec next = template("a", "1.0.0", "body " + i);
      save(next);

      assertThat(get(vault.load("a"))).isEqualTo(next);
      assertThat(get(vault.load("a", "1.0.0"))).isEqualTo(next);
    }
  }

  @Test
  void anyWriteHasABodyReadAgain() {
    save(template("a"));
    get(vault.load("a"));
    save(template("b"));
    get(vault.load("a"));

    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void thoseWhoMissInTheSameStateReadOnce() {
    save(template("a"));
    Gate gate = store.close();
    List<Mono<TemplateSpec>> loads =
        IntStream.range(0, 100).mapToObj(i -> begin(vault.load("a"))).toList();
    gate.awaitArrival();
    get(store.direct().count()); // behind the state numbers of all of them
    gate.open();

    StepVerifier.create(Flux.concat(loads)).expectNextCount(100).expectComplete().verify(TIMEOUT);
    assertThat(store.reads()).isEqualTo(1);
  }

  @Test
  void existenceIsAskedOfTheRegistry() {
    assertThat(get(vault.exists("a"))).isFalse();
    save(template("a"));
    assertThat(get(vault.exists("a"))).isTrue();
  }
}
