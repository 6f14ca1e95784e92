package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.function.Tuple2;

/** What saving and deleting one template promises. */
public abstract class WritingContract extends RegistryContract {

  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  @Test
  void aCommitTellsWhatWasDone() {
    Instant before = Instant.now();

    Commit saved = get(registry().save(template("a")));
    Commit deleted = get(registry().delete("a"));

    assertThat(saved.saved()).isEqualTo(1);
    assertThat(saved.deleted()).isZero();
    assertThat(deleted.saved()).isZero();
    assertThat(deleted.deleted()).isEqualTo(1);
    assertThat(saved.committedAt())
        .isBetween(before.minus(CLOCK_TOLERANCE), Instant.now().plus(CLOCK_TOLERANCE));
  }

  @Test
  void revisionsStrictlyIncrease() {
    List<Long> revisions =
        all(
            Flux.concat(
                    registry().save(template("a")),
                    registry().save(template("a")),
                    registry().save(template("b")),
                    registry().delete("a"),
                    registry().saveBatch(List.of(template("c"), template("d"))),
                    registry().deleteBatch(List.of("c")))
                .map(Commit::revision));

    assertThat(revisions).isSorted().doesNotHaveDuplicates();
    assertThat(revisions.get(0)).isPositive();
    assertThat(get(registry().metadata()).revision()).isEqualTo(revisions.get(5));
  }

  @Test
  void theMetadataTellTheTimeOfTheLastWriteInWholeSeconds() {
    Instant before = Instant.now();

    save(template("a"));

    assertThat(get(registry().metadata()).lastModified())
        .isNotNull()
        .isBetween(before.minus(CLOCK_TOLERANCE), Instant.now().plus(CLOCK_TOLERANCE))
        .satisfies(time -> assertThat(time).isEqualTo(time.truncatedTo(ChronoUnit.SECONDS)));
  }

  @Test
  void theCountIsExactAfterOverwritesAndDeletes() {
    saveIds("a", "b", "c");
    save(template("a"), template("a", "2.0.0"), template("b", "0.1.0", "another body"));
    get(registry().delete("c"));
    failure(TemplateNotFoundException.class, registry().delete("c"));

    assertThat(get(registry().count())).isEqualTo(2);
    assertThat(get(registry().metadata()).count()).isEqualTo(2);
  }

  @Test
  void theVersionSavedLastIsTheCurrentOneEvenIfItIsTheLower() {
    save(template("a", "2.0.0"), template("a", "1.0.0"));

    assertThat(get(registry().load("a")).version()).isEqualTo("1.0.0");
    assertThat(get(registry().find("a")).version()).isEqualTo("1.0.0");
  }

  @Test
  void savingAVersionAgainReplacesItsBody() {
    save(template("a", "1.0.0", "first"), template("a", "1.0.0", "second"));

    assertThat(get(registry().load("a")).template()).isEqualTo("second");
    assertThat(get(registry().load("a", "1.0.0")).template()).isEqualTo("second");
    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0");
  }

  @Test
  void savingReplacesTheWholeTemplate() {
    save(Templates.richTemplate("a"));
    TemplateSpec bare = template("a", Templates.richTemplate("a").version(), "bare");

    save(bare);

    assertThat(get(registry().load("a"))).isEqualTo(bare);
  }

  @Test
  void aReplacedVersionIsNeverAnsweredWithAnotherBody() {
    TemplateSpec replaced = template("a", "1.0.0");
    save(replaced, template("a", "2.0.0"));

    StepVerifier.create(
            registry()
                .load("a", "1.0.0")
                .onErrorResume(TemplateNotFoundException.class, e -> Mono.just(replaced)))
        .expectNext(replaced)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void nothingRemainsOfADeletedTemplate() {
    save(template("a", "1.0.0"), template("a", "2.0.0"), template("a:b", "1.0.0"));

    get(registry().delete("a"));

    failure(TemplateNotFoundException.class, registry().load("a"));
    failure(TemplateNotFoundException.class, registry().load("a", "1.0.0"));
    failure(TemplateNotFoundException.class, registry().load("a", "2.0.0"));
    assertEmpty(registry().find("a"));
    assertEmpty(registry().listVersions("a"));
    assertThat(get(registry().exists("a"))).isFalse();
    assertThat(get(registry().load("a:b", "1.0.0"))).isEqualTo(template("a:b", "1.0.0"));
  }

  @Test
  void deletedVersionsDoNotComeBackWithTheTemplate() {
    save(template("a", "1.0.0"), template("a", "2.0.0"));
    get(registry().delete("a"));

    save(template("a", "3.0.0"));

    assertThat(all(registry().listVersions("a"))).containsExactly("3.0.0");
    failure(TemplateNotFoundException.class, registry().load("a", "1.0.0"));
  }

  @Test
  void deletingAnAbsentTemplateFailsAndIsNoWrite() {
    save(template("a"));
    long revision = get(registry().metadata()).revision();

    TemplateNotFoundException failure =
        failure(TemplateNotFoundException.class, registry().delete("b"));

    assertThat(failure.id()).isEqualTo("b");
    assertThat(get(registry().metadata()).revision()).isEqualTo(revision);
  }

  @Test
  void deletingTheOnlyVersionDeletesTheTemplate() {
    save(template("a", "1.0.0"), template("b"));

    Commit commit = get(registry().deleteVersion("a", "1.0.0"));

    assertThat(commit.saved()).isZero();
    assertThat(commit.deleted()).isEqualTo(1);
    assertThat(all(registry().listIds())).containsExactly("b");
    assertEmpty(registry().listVersions("a"));
    failure(TemplateNotFoundException.class, registry().load("a", "1.0.0"));
  }

  @Test
  void goingBackToTheCurrentVersionIsNoWrite() {
    save(template("a", "1.0.0"));
    RegistryMetadata before = get(registry().metadata());

    Commit commit = get(registry().rollback("a", "1.0.0"));

    assertThat(commit.revision()).isEqualTo(before.revision());
    assertThat(commit.saved()).isZero();
    assertThat(commit.deleted()).isZero();
    assertThat(get(registry().metadata())).isEqualTo(before);
  }

  @Test
  void aVersionThatIsAbsentIsNeitherDeletedNorMadeCurrent() {
    save(template("a", "1.0.0"));
    long before = revision();

    List<Mono<Commit>> calls =
        List.of(
            registry().deleteVersion("a", "9.9.9"),
            registry().deleteVersion("b", "9.9.9"),
            registry().deleteVersion("a", "9.9.9", true),
            registry().rollback("a", "9.9.9"),
            registry().rollback("b", "9.9.9"));

    assertThat(calls)
        .allSatisfy(
            call -> {
              TemplateNotFoundException failure = failure(TemplateNotFoundException.class, call);
              assertThat(failure.id()).isIn("a", "b");
              assertThat(failure.version()).isEqualTo("9.9.9");
            });
    assertThat(revision()).isEqualTo(before);
    assertThat(get(registry().load("a"))).isEqualTo(template("a", "1.0.0"));
  }

  @Test
  void anArgumentThatIsMissingIsRefusedBySignal() {
    assertThat(failure(InvalidTemplateException.class, registry().save(null)).path())
        .isEqualTo("spec");
    assertThat(failure(InvalidTemplateException.class, registry().delete(null)).path())
        .isEqualTo("id");
    assertThat(failure(InvalidTemplateException.class, registry().deleteVersion("a", null)).path())
        .isEqualTo("version");
    assertThat(failure(InvalidTemplateException.class, registry().rollback("a", null)).path())
        .isEqualTo("version");
    assertThat(revision()).isZero();
  }

  @Test
  void aTemplateThatIsTooLargeIsRefusedAndNothingIsWritten() {
    save(template("a", "1.0.0"));

    InvalidTemplateException failure =
        failure(InvalidTemplateException.class, registry().save(tooLarge("a")));

    assertThat(failure.isRetryable()).isFalse();
    assertThat(get(registry().load("a"))).isEqualTo(template("a", "1.0.0"));
  }

  @Test
  void assemblingAWriteDoesNothing() {
    save(template("a"));

    Mono<Commit> save = registry().save(template("b"));
    Mono<Commit> delete = registry().delete("a");

    assertThat(all(registry().listIds())).containsExactly("a");
    assertThat(List.of(get(save), get(delete))).hasSize(2);
    assertThat(all(registry().listIds())).containsExactly("b");
  }

  @Test
  void oneAssemblySubscribedTwiceWritesTwice() {
    Mono<Commit> save = registry().save(template("a"));

    assertThat(get(save).revision()).isLessThan(get(save).revision());

    Mono<Commit> delete = registry().delete("a");
    get(delete);
    failure(TemplateNotFoundException.class, delete);
  }

  @Test
  void aReadSeesTheWritesCompletedBeforeIt() {
    StepVerifier.create(
            Flux.range(0, 100)
                .concatMap(
                    i -> {
                      TemplateSpec spec = template("a", "1.0.0", "body " + i);
                      return registry()
                          .save(spec)
                          .then(registry().load("a"))
                          .filter(loaded -> !loaded.equals(spec));
                    }))
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void theWritesOfOneSubscriberTakeEffectInTheOrderSubscribed() {
    List<Commit> commits =
        all(
            Flux.range(0, 100)
                .flatMapSequential(
                    i ->
                        i % 3 == 2
                            ? registry().delete("a")
                            : registry().save(template("a", "1.0.0", "body " + i)),
                    100));

    assertThat(commits)
        .isSortedAccordingTo(Comparator.comparingLong(Commit::revision))
        .doesNotHaveDuplicates();
    assertThat(get(registry().load("a")).template()).isEqualTo("body 99");
  }

  @Test
  void savesOfManySubscribersAreAllKept() {
    StepVerifier.create(
            Flux.range(0, 500)
                .flatMap(
                    i -> registry().save(template("t" + i)).subscribeOn(Schedulers.parallel()), 64)
                .map(Commit::revision)
                .distinct())
        .expectNextCount(500)
        .expectComplete()
        .verify(TIMEOUT);

    assertThat(get(registry().count())).isEqualTo(500);
    assertThat(all(registry().loadAll(registry().listIds()))).hasSize(500);
  }

  @Test
  void ofConcurrentSavesOfOneTemplateTheOneWithTheHighestRevisionStays() {
    Tuple2<Commit, TemplateSpec> last =
        get(
            Flux.range(0, 200)
                .map(i -> template("a", "1.0.0", "body " + i))
                .flatMap(
                    spec ->
                        registry()
                            .save(spec)
                            .zipWith(Mono.just(spec))
                            .subscribeOn(Schedulers.parallel()),
                    64)
                .collectList()
                .map(
                    saves ->
                        Collections.max(
                            saves, Comparator.comparingLong(save -> save.getT1().revision()))));

    assertThat(get(registry().load("a"))).isEqualTo(last.getT2());
    assertThat(get(registry().metadata()).revision()).isEqualTo(last.getT1().revision());
  }

  @Test
  void aCancelledSaveIsDoneOrNotButNeverHalf() {
    for (int i = 0; i < 50; i++) {
      registry().save(template("t" + i)).subscribe().dispose();
    }
    save(template("last"));

    List<String> ids = all(registry().listIds());
    assertThat(ids).contains("last");
    assertThat(get(registry().count())).isEqualTo(ids.size());
    assertThat(all(registry().loadAll(Flux.fromIterable(ids))))
        .containsExactlyElementsOf(ids.stream().map(Templates::template).toList());
  }
}
