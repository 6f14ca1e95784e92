package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.twoVersions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.reactiveregistry.Commit;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What moving labels promises: all of one call or none, and only from where they are expected. */
public abstract class ReleaseContract extends RegistryContract {

  @Test
  void aLabelMovesOnlyFromWhereItIsExpected() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));

    get(registry().moveLabels(List.of(LabelMove.to("a", "live", "2.0.0").ifAt("1.0.0"))));
    ConflictException failure = conflict(LabelMove.to("a", "live", "1.0.0").ifAt("1.0.0"));

    assertThat(failure.expected()).isEqualTo("1.0.0");
    assertThat(failure.actual()).isEqualTo("2.0.0");
    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "2.0.0"));
  }

  @Test
  void aLabelThatDoesNotExistStandsNowhere() {
    save(twoVersions("a"));

    ConflictException failure = conflict(LabelMove.to("a", "live", "2.0.0").ifAt("1.0.0"));

    assertThat(failure.expected()).isEqualTo("1.0.0");
    assertThat(failure.actual()).isNull();
    assertThat(get(registry().labels("a"))).isEmpty();
  }

  @Test
  void aLabelIsPutOnlyWhereItIsExpectedToBeNew() {
    save(twoVersions("a"));

    get(registry().moveLabels(List.of(LabelMove.to("a", "live", "1.0.0").ifAbsent())));
    ConflictException failure = conflict(LabelMove.to("a", "live", "2.0.0").ifAbsent());

    assertThat(failure.expected()).isNull();
    assertThat(failure.actual()).isEqualTo("1.0.0");
    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "1.0.0"));
  }

  @Test
  void aConditionIsLookedAtEvenWhenTheLabelStandsThereAlready() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));

    conflict(LabelMove.to("a", "live", "1.0.0").ifAbsent());
    conflict(LabelMove.to("a", "live", "1.0.0").ifAt("2.0.0"));
  }

  @Test
  void aLabelIsRemovedOnlyFromWhereItIsExpected() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));

    conflict(LabelMove.remove("a", "live").ifAt("2.0.0"));
    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "1.0.0"));
    get(registry().moveLabels(List.of(LabelMove.remove("a", "live").ifAt("1.0.0"))));

    assertThat(get(registry().labels("a"))).isEmpty();
  }

  @Test
  void aMissingVersionIsNamedBeforeAConditionThatDoesNotHold() {
    save(twoVersions("a"));

    TemplateNotFoundException failure =
        failure(
            TemplateNotFoundException.class,
            registry().moveLabels(List.of(LabelMove.to("a", "live", "9.9.9").ifAt("1.0.0"))));

    assertThat(failure.version()).isEqualTo("9.9.9");
  }

  @Test
  void theLabelsOfManyTemplatesMoveAsOne() {
    save(twoVersions("a"));
    save(twoVersions("b"));
    get(registry().setLabel("b", "old", "1.0.0"));

    Commit release =
        get(
            registry()
                .moveLabels(
                    List.of(
                        LabelMove.to("b", "live", "2.0.0"),
                        LabelMove.to("a", "live", "2.0.0"),
                        LabelMove.remove("b", "old"))));

    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "2.0.0"));
    assertThat(get(registry().labels("b"))).containsExactly(entry("live", "2.0.0"));
    assertThat(changesAfter(release.revision() - 1))
        .containsExactly(
            new TemplateChange.LabelMoved(release.revision(), "b", "live", "2.0.0"),
            new TemplateChange.LabelMoved(release.revision(), "a", "live", "2.0.0"),
            new TemplateChange.LabelMoved(release.revision(), "b", "old", null));
  }

  @Test
  void oneMoveThatIsRefusedRefusesAll() {
    save(twoVersions("a"));
    save(twoVersions("b"));
    get(registry().setLabel("a", "live", "1.0.0"));
    long before = revision();
    LabelMove possible = LabelMove.to("a", "live", "2.0.0");
    List<LabelMove> impossible =
        List.of(
            LabelMove.to("b", "live", "9.9.9"),
            LabelMove.to("c", "live", "1.0.0"),
            LabelMove.to("b", "live", "2.0.0").ifAt("1.0.0"),
            LabelMove.to("a", "live", "2.0.0").ifAbsent(),
            LabelMove.remove("b", "live"));

    assertThat(impossible)
        .allSatisfy(
            move ->
                StepVerifier.create(registry().moveLabels(List.of(possible, move)))
                    .expectErrorMatches(
                        error ->
                            error instanceof TemplateNotFoundException
                                || error instanceof ConflictException)
                    .verify(TIMEOUT));

    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "1.0.0"));
    assertThat(get(registry().labels("b"))).isEmpty();
    assertThat(revision()).isEqualTo(before);
    assertThat(changesAfter(before)).isEmpty();
  }

  @Test
  void eachMoveSeesThoseBeforeIt() {
    save(twoVersions("a"));

    Commit release =
        get(
            registry()
                .moveLabels(
                    List.of(
                        LabelMove.to("a", "live", "1.0.0").ifAbsent(),
                        LabelMove.to("a", "live", "1.0.0").ifAt("1.0.0"),
                        LabelMove.to("a", "live", "2.0.0").ifAt("1.0.0"),
                        LabelMove.remove("a", "live").ifAt("2.0.0"),
                        LabelMove.to("a", "live", "1.0.0").ifAbsent())));

    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "1.0.0"));
    assertThat(changesAfter(release.revision() - 1))
        .as("the second move has changed nothing")
        .containsExactly(
            new TemplateChange.LabelMoved(release.revision(), "a", "live", "1.0.0"),
            new TemplateChange.LabelMoved(release.revision(), "a", "live", "2.0.0"),
            new TemplateChange.LabelMoved(release.revision(), "a", "live", null),
            new TemplateChange.LabelMoved(release.revision(), "a", "live", "1.0.0"));
  }

  @Test
  void theMovesAreCopiedAtSubscription() {
    save(twoVersions("a"));
    List<LabelMove> moves = new ArrayList<>(List.of(LabelMove.to("a", "live", "1.0.0")));
    Mono<Commit> moving = registry().moveLabels(moves);
    moves.set(0, LabelMove.to("a", "live", "2.0.0"));

    Mono<Commit> subscribed = moving.cache();
    subscribed.subscribe();
    moves.clear();

    get(subscribed);
    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "2.0.0"));
  }

  @Test
  void nobodySeesHalfARelease() {
    save(twoVersions("a"));
    Flux<Commit> releasing =
        Flux.range(0, 100)
            .concatMap(i -> registry().moveLabels(release(i % 2 == 0 ? "1.0.0" : "2.0.0")));
    Flux<Map<String, String>> reading = registry().labels("a").repeat(300);

    List<Map<String, String>> seen =
        get(reading.collectList().zipWith(releasing.then(Mono.just(true)), (read, end) -> read));

    assertThat(seen)
        .hasSize(301)
        .allSatisfy(
            labels -> {
              assertThat(labels.size()).isIn(0, 2);
              assertThat(new HashSet<>(labels.values())).hasSizeLessThan(2);
            });
  }

  private static List<LabelMove> release(String version) {
    return List.of(
        LabelMove.to("a", "prompt-server", version), LabelMove.to("a", "batch-jobs", version));
  }

  @Test
  void aLabelNeverLeadsNowhereWhileItMovesAway() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));
    Flux<Commit> moving =
        Flux.range(0, 100)
            .concatMap(
                i ->
                    registry()
                        .save(template("a", "v" + i))
                        .then(registry().setLabel("a", "live", "v" + i))
                        .then(registry().deleteVersion("a", i == 0 ? "1.0.0" : "v" + (i - 1))));
    Mono<Long> reading = registry().load(TemplateRef.label("a", "live")).repeat(300).count();

    StepVerifier.create(reading.zipWith(moving.then(Mono.just(true)), (read, end) -> read))
        .expectNext(301L)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void oneOfManyThatMoveALabelFromTheSamePlaceSucceeds() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));
    for (int i = 0; i < 50; i++) {
      save(template("a", "v" + i));
    }

    List<String> winners =
        all(
            Flux.range(0, 50)
                .map(i -> "v" + i)
                .flatMap(
                    version ->
                        registry()
                            .moveLabels(List.of(LabelMove.to("a", "live", version).ifAt("1.0.0")))
                            .thenReturn(version)
                            .subscribeOn(Schedulers.parallel())
                            .onErrorResume(ConflictException.class, e -> Mono.empty()),
                    50));

    assertThat(winners).hasSize(1);
    assertThat(get(registry().labels("a"))).containsExactly(entry("live", winners.get(0)));
  }

  @Test
  void assemblingAMoveDoesNothing() {
    save(twoVersions("a"));

    Mono<Commit> moving = registry().setLabel("a", "live", "1.0.0");

    assertThat(get(registry().labels("a"))).isEmpty();
    get(moving);
    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "1.0.0"));
  }

  private ConflictException conflict(LabelMove move) {
    ConflictException failure =
        failure(ConflictException.class, registry().moveLabels(List.of(move)));
    assertThat(failure.id()).isEqualTo(move.id());
    assertThat(failure.subject()).isEqualTo(ConflictException.Subject.LABEL);
    assertThat(failure.getMessage()).contains("'" + move.label() + "'");
    return failure;
  }
}
