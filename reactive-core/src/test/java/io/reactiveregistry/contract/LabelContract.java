package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.twoVersions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.reactiveregistry.Commit;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.LabelledVersionException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What a registry promises that keeps labels. It keeps the versions it replaces, too. */
public abstract class LabelContract extends RegistryContract {

  @Test
  void aLabelLeadsToTheVersionItStandsOn() {
    save(twoVersions("a"));

    get(registry().setLabel("a", "live", "1.0.0"));
    get(registry().setLabel("a", "next", "2.0.0"));

    assertThat(get(registry().load(TemplateRef.label("a", "live"))))
        .isEqualTo(template("a", "1.0.0"));
    assertThat(get(registry().load(TemplateRef.parse("a@next")))).isEqualTo(template("a", "2.0.0"));
    assertThat(get(registry().labels("a")))
        .containsExactly(entry("live", "1.0.0"), entry("next", "2.0.0"));
  }

  @Test
  void aLabelStaysWhenAnotherVersionIsSavedOrMadeCurrent() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "2.0.0"));

    save(template("a", "3.0.0"));
    get(registry().rollback("a", "1.0.0"));

    assertThat(get(registry().load(TemplateRef.label("a", "live"))))
        .isEqualTo(template("a", "2.0.0"));
  }

  @Test
  void aLabelLeadsToTheNewBodyOfAVersionSavedAgain() {
    save(template("a", "1.0.0", "old"));
    get(registry().setLabel("a", "live", "1.0.0"));

    save(template("a", "1.0.0", "new"));

    assertThat(get(registry().load(TemplateRef.label("a", "live"))).template()).isEqualTo("new");
  }

  @Test
  void aMovedLabelLeadsToTheOtherVersion() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));

    get(registry().setLabel("a", "live", "2.0.0"));

    assertThat(get(registry().load(TemplateRef.label("a", "live"))))
        .isEqualTo(template("a", "2.0.0"));
    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "2.0.0"));
  }

  @Test
  void aRemovedLabelLeadsNowhere() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));
    get(registry().setLabel("a", "next", "1.0.0"));

    get(registry().removeLabel("a", "live"));

    assertNoLabel("a", "live", registry().load(TemplateRef.label("a", "live")));
    assertThat(get(registry().labels("a"))).containsExactly(entry("next", "1.0.0"));
  }

  @Test
  void anUnknownLabelIsNotFound() {
    save(twoVersions("a"));

    assertNoLabel("a", "live", registry().load(TemplateRef.label("a", "live")));
    assertNoLabel("b", "live", registry().load(TemplateRef.label("b", "live")));
    assertNoLabel("a", "1.0.0", registry().load(TemplateRef.label("a", "1.0.0")));
  }

  @Test
  void aTemplateWithoutLabelsAndAnUnknownOneHaveNone() {
    save(template("a"));

    assertThat(get(registry().labels("a"))).isEmpty();
    assertThat(get(registry().labels("b"))).isEmpty();
  }

  @Test
  void labelsAreListedInTheOrderOfTheirBytes() {
    List<String> ordered = List.of("A", "B", "a", "a b", "aa", "\u00E9", "\uFFFD", "\uD83D\uDE80");
    save(template("a"));
    List<LabelMove> moves =
        new ArrayList<>(ordered.stream().map(label -> LabelMove.to("a", label, "0.1.0")).toList());
    Collections.reverse(moves);

    get(registry().moveLabels(moves));

    assertThat(get(registry().labels("a")).keySet()).containsExactlyElementsOf(ordered);
  }

  @Test
  void theLabelsHandedOutAreUnmodifiableAndStayAsTheyWere() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));
    Map<String, String> labels = get(registry().labels("a"));

    get(registry().setLabel("a", "live", "2.0.0"));

    assertThat(labels).containsExactly(entry("live", "1.0.0"));
    assertThatThrownBy(() -> labels.put("next", "1.0.0"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> get(registry().labels("unknown")).put("next", "1.0.0"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theLabelsOfIdsThatLookAlikeAreKeptApart() {
    List<String> ids = List.of("a", "a:", "a:live", "a@live", "a ", "A");
    for (String id : ids) {
      save(twoVersions(id));
    }
    get(registry().setLabel("a", "live", "1.0.0"));
    get(registry().setLabel("a:live", "live", "2.0.0"));
    get(registry().setLabel("a@live", "next", "1.0.0"));

    assertThat(get(registry().labels("a"))).containsExactly(entry("live", "1.0.0"));
    assertThat(get(registry().labels("a:live"))).containsExactly(entry("live", "2.0.0"));
    assertThat(get(registry().labels("a@live"))).containsExactly(entry("next", "1.0.0"));
    assertThat(get(registry().labels("a:"))).isEmpty();
    assertThat(get(registry().labels("a "))).isEmpty();
    assertThat(get(registry().labels("A"))).isEmpty();

    get(registry().delete("a"));

    assertThat(get(registry().labels("a:live"))).containsExactly(entry("live", "2.0.0"));
  }

  @Test
  void aLabelMayTakeAllTheBytesThatItsIdLeaves() {
    String id = "\uD83D\uDE80".repeat(100); // 400 bytes, and one for what separates
    String label = "x".repeat(110);
    save(template(id));

    get(registry().setLabel(id, label, "0.1.0"));

    assertThat(get(registry().load(TemplateRef.label(id, label)))).isEqualTo(template(id));
    assertThat(
            failure(InvalidTemplateException.class, registry().setLabel(id, label + "x", "0.1.0"))
                .path())
        .isEqualTo("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a:b", "a@b", "a\nb", "\uD83D"})
  void anImpossibleLabelIsRefusedBySignal(String label) {
    save(template("a"));

    List<Publisher<?>> calls =
        List.of(registry().setLabel("a", label, "0.1.0"), registry().removeLabel("a", label));

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(failure(InvalidTemplateException.class, call).path())
                    .isEqualTo("label"));
  }

  @Test
  void anArgumentThatIsMissingIsRefusedBySignal() {
    save(template("a"));
    LabelMove move = LabelMove.to("a", "live", "0.1.0");
    Map<Publisher<?>, String> calls =
        Map.of(
            registry().setLabel("a", null, "0.1.0"), "label",
            registry().setLabel("a", "live", null), "version",
            registry().setLabel(null, "live", "0.1.0"), "id",
            registry().removeLabel("a", null), "label",
            registry().moveLabels(null), "moves",
            registry().moveLabels(Arrays.asList(move, null)), "moves[1]");

    assertThat(calls)
        .allSatisfy(
            (call, path) ->
                assertThat(failure(InvalidTemplateException.class, call).path()).isEqualTo(path));
    assertThat(get(registry().labels("a"))).isEmpty();
  }

  @Test
  void aLabelCannotStandOnAVersionThatDoesNotExist() {
    save(twoVersions("a"));
    long before = revision();

    TemplateNotFoundException ofVersion =
        failure(TemplateNotFoundException.class, registry().setLabel("a", "live", "9.9.9"));
    TemplateNotFoundException ofTemplate =
        failure(TemplateNotFoundException.class, registry().setLabel("b", "live", "1.0.0"));

    assertThat(ofVersion.id()).isEqualTo("a");
    assertThat(ofVersion.version()).isEqualTo("9.9.9");
    assertThat(ofTemplate.id()).isEqualTo("b");
    assertThat(revision()).isEqualTo(before);
    assertThat(get(registry().labels("a"))).isEmpty();
    assertThat(changesAfter(before)).isEmpty();
  }

  @Test
  void aLabelThatDoesNotExistCannotBeRemoved() {
    save(twoVersions("a"));
    long before = revision();

    assertNoLabel("a", "live", registry().removeLabel("a", "live"));
    assertNoLabel("b", "live", registry().removeLabel("b", "live"));

    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void aMoveIsAWriteThatNeitherSavesNorDeletesATemplate() {
    save(twoVersions("a"));
    long before = revision();

    Commit set = get(registry().setLabel("a", "live", "1.0.0"));
    Commit moved = get(registry().setLabel("a", "live", "2.0.0"));
    Commit removed = get(registry().removeLabel("a", "live"));

    assertThat(List.of(set, moved, removed))
        .allSatisfy(
            commit -> {
              assertThat(commit.saved()).isZero();
              assertThat(commit.deleted()).isZero();
            })
        .extracting(Commit::revision)
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(revision -> revision > before);
    assertThat(revision()).isEqualTo(removed.revision());
    assertThat(changesAfter(before))
        .containsExactly(
            new TemplateChange.LabelMoved(set.revision(), "a", "live", "1.0.0"),
            new TemplateChange.LabelMoved(moved.revision(), "a", "live", "2.0.0"),
            new TemplateChange.LabelMoved(removed.revision(), "a", "live", null));
  }

  @Test
  void aLabelThatStandsThereAlreadyIsNoWrite() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));
    RegistryMetadata before = get(registry().metadata());

    Commit again = get(registry().setLabel("a", "live", "1.0.0"));
    Commit none = get(registry().moveLabels(List.of()));

    assertThat(List.of(again, none)).extracting(Commit::revision).containsOnly(before.revision());
    assertThat(get(registry().metadata())).isEqualTo(before);
    assertThat(changesAfter(before.revision())).isEmpty();
  }

  @Test
  void aLabelledVersionIsNotDeleted() {
    save(twoVersions("a"));
    for (String label : List.of("b", "a", "\u00E9", "A")) {
      get(registry().setLabel("a", label, "1.0.0"));
    }
    get(registry().setLabel("a", "other", "2.0.0"));
    long before = revision();

    LabelledVersionException failure =
        failure(LabelledVersionException.class, registry().deleteVersion("a", "1.0.0"));

    assertThat(failure.id()).isEqualTo("a");
    assertThat(failure.version()).isEqualTo("1.0.0");
    assertThat(failure.labels()).containsExactly("A", "a", "b", "\u00E9");
    assertThat(failure.isRetryable()).isFalse();
    assertThat(revision()).isEqualTo(before);
    assertThat(get(registry().load("a", "1.0.0"))).isEqualTo(template("a", "1.0.0"));
    assertThat(changesAfter(before)).isEmpty();
  }

  @Test
  void aVersionWithoutItsLabelsIsDeleted() {
    save(twoVersions("a"));
    get(registry().setLabel("a", "live", "1.0.0"));
    get(registry().setLabel("a", "live", "2.0.0"));

    get(registry().deleteVersion("a", "1.0.0"));

    assertThat(get(registry().load(TemplateRef.label("a", "live"))))
        .isEqualTo(template("a", "2.0.0"));
  }

  @Test
  void aLabelledVersionIsDeletedByForceWithItsLabels() {
    save(twoVersions("a"));
    get(
        registry()
            .moveLabels(
                List.of(
                    LabelMove.to("a", "next", "2.0.0"),
                    LabelMove.to("a", "live", "2.0.0"),
                    LabelMove.to("a", "old", "1.0.0"))));

    Commit commit = get(registry().deleteVersion("a", "2.0.0", true));

    assertThat(commit.saved()).isZero();
    assertThat(commit.deleted()).isEqualTo(1);
    assertNoLabel("a", "live", registry().load(TemplateRef.label("a", "live")));
    assertThat(get(registry().labels("a"))).containsExactly(entry("old", "1.0.0"));
    assertThat(changesAfter(commit.revision() - 1))
        .containsExactly(
            new TemplateChange.LabelMoved(commit.revision(), "a", "live", null),
            new TemplateChange.LabelMoved(commit.revision(), "a", "next", null),
            new TemplateChange.VersionDeleted(commit.revision(), "a", "2.0.0"),
            new TemplateChange.Saved(commit.revision(), "a", "1.0.0"));
  }

  @Test
  void theOnlyVersionIsProtectedByItsLabelsToo() {
    save(template("a", "1.0.0"));
    get(registry().setLabel("a", "live", "1.0.0"));

    failure(LabelledVersionException.class, registry().deleteVersion("a", "1.0.0"));
    Commit commit = get(registry().deleteVersion("a", "1.0.0", true));

    assertThat(get(registry().exists("a"))).isFalse();
    assertThat(get(registry().labels("a"))).isEmpty();
    assertThat(changesAfter(commit.revision() - 1))
        .containsExactly(new TemplateChange.Deleted(commit.revision(), "a"));
  }

  @Test
  void theLabelsOfADeletedTemplateDoNotComeBackWithIt() {
    save(twoVersions("a"));
    save(twoVersions("b"));
    for (String id : List.of("a", "b")) {
      get(registry().setLabel(id, "live", "1.0.0"));
    }

    get(registry().delete("a"));
    get(registry().deleteBatch(List.of("b")));
    assertThat(get(registry().labels("a"))).isEmpty();
    assertNoLabel("a", "live", registry().load(TemplateRef.label("a", "live")));
    save(twoVersions("a"));
    save(twoVersions("b"));

    assertThat(get(registry().labels("a"))).isEmpty();
    assertThat(get(registry().labels("b"))).isEmpty();
    assertNoLabel("a", "live", registry().load(TemplateRef.label("a", "live")));
  }

  @ParameterizedTest
  @EnumSource
  void signalsArriveOnAThreadThatRejectsBlocking(LabelCall call) {
    saveLabelled();

    StepVerifier.create(
            Flux.from(call.on(registry()))
                .materialize()
                .map(signal -> Schedulers.isInNonBlockingThread())
                .distinct())
        .expectNext(true)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @ParameterizedTest
  @EnumSource
  void everyCallMayComeFromAThreadThatMustNotBlock(LabelCall call) {
    saveLabelled();

    StepVerifier.create(
            Flux.defer(() -> call.on(registry())).subscribeOn(Schedulers.parallel()).then())
        .expectComplete()
        .verify(TIMEOUT);
  }

  @ParameterizedTest
  @EnumSource
  void everyCallAfterClosingIsRefused(LabelCall call) {
    saveLabelled();
    Publisher<?> assembledBefore = call.on(registry());

    assertEmpty(registry().closeAsync());

    failure(RegistryClosedException.class, assembledBefore);
    failure(RegistryClosedException.class, call.on(registry()));
  }

  private void saveLabelled() {
    save(template("a"));
    get(registry().setLabel("a", "live", "0.1.0"));
  }

  private static void assertNoLabel(String id, String label, Publisher<?> call) {
    TemplateNotFoundException failure = failure(TemplateNotFoundException.class, call);
    assertThat(failure.id()).isEqualTo(id);
    assertThat(failure.label()).isEqualTo(label);
    assertThat(failure.version()).isNull();
  }
}
