package io.reactiveregistry.vault;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.vault.GatedRegistry.Gate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * A read has begun and read the old value; a write completes; the old value arrives. Each race is
 * brought about by a gate, and each has the same end: whoever subscribes after the write gets what
 * it has written, and so does whoever subscribes later still.
 */
class VaultRaceTest extends VaultTesting {

  private static final TemplateSpec OLD = template("a", "1.0.0", "old");
  private static final TemplateRef LIVE = TemplateRef.label("a", "live");

  private final Vault vault = build(over(store.observable()));

  private record Race(
      Function<Vault, Mono<TemplateSpec>> read, Function<Vault, Mono<Commit>> write) {}

  private static Arguments race(
      String name, Function<Vault, Mono<TemplateSpec>> read, Function<Vault, Mono<Commit>> write) {
    return Arguments.of(Named.of(name, new Race(read, write)));
  }

  static Stream<Arguments> races() {
    TemplateSpec edited = template("a", "1.0.0", "new");
    TemplateSpec next = template("a", "3.0.0");
    return Stream.of(
        race("current, saved", v -> v.load("a"), v -> v.save(next)),
        race("current, saved in a batch", v -> v.load("a"), v -> v.saveBatch(List.of(next))),
        race("current, rolled back", v -> v.load("a"), v -> v.rollback("a", "0.9.0")),
        race("current, deleted", v -> v.load("a"), v -> v.delete("a")),
        race(
            "current, deleted under a condition",
            v -> v.load("a"),
            v -> v.delete("a", WriteCondition.contentHash(OLD.contentHash()))),
        race(
            "current, its version deleted",
            v -> v.load("a"),
            v -> v.deleteVersion("a", "1.0.0", true)),
        race("version, saved again", v -> v.load("a", "1.0.0"), v -> v.save(edited)),
        race(
            "version, deleted",
            v -> v.load("a", "1.0.0"),
            v -> v.deleteVersion("a", "1.0.0", true)),
        race("version, its template deleted", v -> v.load("a", "1.0.0"), v -> v.delete("a")),
        race("label, moved", v -> v.load(LIVE), v -> v.setLabel("a", "live", "0.9.0")),
        race("label, removed", v -> v.load(LIVE), v -> v.removeLabel("a", "live")),
        race(
            "label, moved in a release",
            v -> v.load(LIVE),
            v -> v.moveLabels(List.of(LabelMove.to("a", "live", "0.9.0")))),
        race("label, its version saved again", v -> v.load(LIVE), v -> v.save(edited)),
        race(
            "label, its version deleted",
            v -> v.load(LIVE),
            v -> v.deleteVersion("a", "1.0.0", true)),
        race("label, its template deleted", v -> v.load(LIVE), v -> v.delete("a")),
        race("absent, saved", v -> v.load("b"), v -> v.save(template("b"))),
        race(
            "absent version, saved",
            v -> v.load("a", "3.0.0"),
            v -> v.save(template("a", "3.0.0"))),
        race(
            "absent label, set",
            v -> v.load(TemplateRef.label("a", "next")),
            v -> v.setLabel("a", "next", "1.0.0")));
  }

  @ParameterizedTest
  @MethodSource("races")
  void whatAWriteReplacesIsNeverServedAfterIt(Race race) {
    theOldValueComesBackAfterTheWrite(vault, race, /* isTold= */ false);
  }

  @ParameterizedTest
  @MethodSource("races")
  void norIsItOverARegistryThatDoesNotTellOfItsWrites(Race race) {
    theOldValueComesBackAfterTheWrite(build(over(store.unobservable())), race, /* isTold= */ false);
  }

  @ParameterizedTest
  @MethodSource("races")
  void norIsItFromAStrictVault(Race race) {
    theOldValueComesBackAfterTheWrite(
        build(over(store.observable()).strict()), race, /* isTold= */ true);
  }

  /**
   * @param isTold whether the old value is what they get who have subscribed before the write; both
   *     would be right
   */
  private void theOldValueComesBackAfterTheWrite(Vault raced, Race race, boolean isTold) {
    save(template("a", "0.9.0"), OLD);
    get(store.direct().setLabel("a", "live", "1.0.0"));
    Signal<TemplateSpec> before = get(race.read().apply(direct()).materialize());

    Gate gate = store.close();
    Mono<Signal<TemplateSpec>> early = begin(race.read().apply(raced).materialize());
    gate.awaitArrival();
    get(race.write().apply(raced));
    store.letPass();
    Signal<TemplateSpec> after = get(race.read().apply(direct()).materialize());
    assertThat(text(after)).as("the write matters").isNotEqualTo(text(before));

    assertThat(text(get(race.read().apply(raced).materialize())))
        .as("while the old value is on its way")
        .isEqualTo(text(after));
    gate.open();
    assertThat(text(get(early)))
        .as("who subscribed before the write")
        .isEqualTo(text(isTold ? before : after));
    assertThat(text(get(race.read().apply(raced).materialize())))
        .as("when the old value has arrived")
        .isEqualTo(text(after));
  }

  /** What the storage says, seen as a Vault that has cached nothing. */
  private Vault direct() {
    return build(over(store.direct()));
  }

  private static String text(Signal<TemplateSpec> signal) {
    TemplateSpec spec = signal.get();
    return spec == null ? String.valueOf(signal.getThrowable()) : spec.version() + spec.template();
  }

  @Test
  void everythingInvalidatedDuringAReadIsReadAgain() {
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> early = begin(vault.load("a"));
    gate.awaitArrival();

    vault.invalidateAll();
    store.letPass();
    gate.open();

    assertThat(get(early)).isEqualTo(OLD);
    assertThat(store.reads()).isEqualTo(2);
  }

  @Test
  void aTemplateInvalidatedDuringAReadIsReadAgain() {
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> early = begin(vault.load("a"));
    Mono<TemplateSpec> earlyVersion = begin(vault.load("a", "1.0.0"));
    gate.awaitArrival();

    vault.invalidate("a");
    store.letPass();
    gate.open();
    get(early);
    get(earlyVersion);

    assertThat(store.reads()).isEqualTo(4);
  }

  @Test
  void whoIsToldOfAWriteSeesItWhateverHandleWrote() {
    save(OLD);
    for (int i = 0; i < 100; i++) {
      TemplateSpec next = template("a", "1.0.0", "body " + i);
      get(vault.load("a"));

      assertThat(get(store.direct().save(next).then(vault.load("a")))).isEqualTo(next);
    }
  }

  /** The race guard is what the tests above are about: without it they would fail. */
  @Test
  void withoutTheRuleOfInsertionTheOldValueStays() {
    Vault unguarded = build(UnguardedVault.over(store.observable()));
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> early = begin(unguarded.load("a"));
    gate.awaitArrival();
    get(store.direct().save(template("a", "2.0.0")));
    store.letPass();
    gate.open();
    get(early);

    assertThat(get(unguarded.load("a"))).isEqualTo(OLD);
  }

  @Test
  void aDeletedTemplateLeavesNothingForTheNextOneOfItsId() {
    save(OLD);
    Gate gate = store.close();
    Mono<TemplateSpec> early = begin(vault.load("a", "1.0.0"));
    gate.awaitArrival();
    get(vault.delete("a"));
    get(vault.save(template("a", "2.0.0")));
    store.letPass();
    gate.open();

    failure(TemplateNotFoundException.class, early);
    failure(TemplateNotFoundException.class, vault.load("a", "1.0.0"));
  }
}
