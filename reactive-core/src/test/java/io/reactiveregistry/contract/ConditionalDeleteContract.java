package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.ConditionContract.assertConflict;
import static io.reactiveregistry.contract.ConditionContract.hashOf;
import static io.reactiveregistry.contract.ConditionContract.numbered;
import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What deleting under a condition promises: it is looked at in the transaction that deletes. */
public abstract class ConditionalDeleteContract extends RegistryContract {

  private static final TemplateSpec ONE = template("a", "1.0.0", "one");
  private static final TemplateSpec TWO = template("a", "1.0.0", "two");

  @Test
  void withoutAConditionWhateverIsThereIsDeleted() {
    save(ONE);

    Commit commit = get(registry().delete("a", WriteCondition.any()));

    assertThat(commit.deleted()).isEqualTo(1);
    assertThat(commit.saved()).isZero();
    assertEmpty(registry().find("a"));
    failure(TemplateNotFoundException.class, registry().delete("a", WriteCondition.any()));
  }

  @Test
  void aTemplateIsDeletedOnlyWhereItHasTheHash() {
    save(ONE, TWO);

    ConflictException failure =
        failure(ConflictException.class, registry().delete("a", hashOf(ONE)));
    assertConflict(failure, ONE.contentHash(), TWO.contentHash());
    assertThat(get(registry().load("a"))).isEqualTo(TWO);

    Commit commit = get(registry().delete("a", hashOf(TWO)));

    assertThat(commit.deleted()).isEqualTo(1);
    assertEmpty(registry().find("a"));
    assertThat(get(registry().count())).isZero();
  }

  @Test
  void aTemplateIsDeletedWhateverItIsWhereItHasToBeThere() {
    save(ONE);

    get(registry().delete("a", WriteCondition.present()));

    assertEmpty(registry().listIds());
  }

  @Test
  void anAbsentTemplateIsAConflictWhereItHadToBeThere() {
    assertConflict(
        failure(ConflictException.class, registry().delete("a", WriteCondition.present())),
        ConflictException.ANY_CONTENT,
        null);
    assertConflict(
        failure(ConflictException.class, registry().delete("a", hashOf(ONE))),
        ONE.contentHash(),
        null);
  }

  @Test
  void nothingIsDeletedWhereNothingMayBe() {
    save(ONE);
    long before = revision();

    InvalidTemplateException failure =
        failure(InvalidTemplateException.class, registry().delete("a", WriteCondition.absent()));
    failure(InvalidTemplateException.class, registry().delete("b", WriteCondition.absent()));

    assertThat(failure.path()).isEqualTo("condition");
    assertThat(failure.isRetryable()).isFalse();
    assertThat(revision()).isEqualTo(before);
    assertThat(get(registry().load("a"))).isEqualTo(ONE);
  }

  @Test
  void theHashIsThatOfTheCurrentVersionAndAllVersionsGo() {
    TemplateSpec next = template("a", "2.0.0");
    save(ONE, next);
    assertConflict(
        failure(ConflictException.class, registry().delete("a", hashOf(ONE))),
        ONE.contentHash(),
        next.contentHash());

    get(registry().delete("a", hashOf(next)));

    assertEmpty(registry().listVersions("a"));
    failure(TemplateNotFoundException.class, registry().load("a", "1.0.0"));
    failure(TemplateNotFoundException.class, registry().load("a", "2.0.0"));
  }

  @Test
  void theConditionIsLookedAtForEachSubscription() {
    Mono<Commit> deletion = registry().delete("a", hashOf(ONE));
    failure(ConflictException.class, deletion);
    save(TWO);
    failure(ConflictException.class, deletion);
    save(ONE);

    get(deletion);

    failure(ConflictException.class, deletion);
  }

  @Test
  void aRefusedDeletionIsNoWrite() {
    save(ONE);
    long before = revision();

    failure(ConflictException.class, registry().delete("a", hashOf(TWO)));
    failure(ConflictException.class, registry().delete("b", WriteCondition.present()));
    failure(TemplateNotFoundException.class, registry().delete("b", WriteCondition.any()));

    assertThat(revision()).isEqualTo(before);
    assertThat(all(registry().listIds())).containsExactly("a");
    assertThat(changesAfter(before)).isEmpty();
  }

  @Test
  void aConditionalDeletionIsToldLikeAnyOther() {
    Commit saved = get(registry().save(ONE));
    Commit deleted = get(registry().delete("a", hashOf(ONE)));

    assertThat(changesAfter(0))
        .containsExactly(
            new TemplateChange.Saved(saved.revision(), "a", "1.0.0"),
            new TemplateChange.Deleted(deleted.revision(), "a"));
  }

  /** They are likely to be written together, and yet each sees the one before it. */
  @Test
  void aConditionSeesTheWritesThatItsSubscriberBeganBefore() {
    List<Commit> commits =
        all(
            Flux.range(0, 100)
                .flatMapSequential(
                    i ->
                        i % 2 == 0
                            ? registry().save(numbered("a", i), WriteCondition.absent())
                            : registry().delete("a", hashOf(numbered("a", i - 1))),
                    100));

    assertThat(commits).hasSize(100);
    assertEmpty(registry().listIds());
  }

  @Test
  void oneOfManyThatDeleteATemplateSucceeds() {
    save(ONE);

    List<Commit> done =
        all(
            Flux.range(0, 50)
                .flatMap(
                    i ->
                        registry()
                            .delete("a", hashOf(ONE))
                            .subscribeOn(Schedulers.parallel())
                            .onErrorResume(ConflictException.class, e -> Mono.empty()),
                    50));

    assertThat(done).hasSize(1);
    assertEmpty(registry().listIds());
  }

  @Test
  void oneOfManyThatSaveOrDeleteWhatTheyHaveReadSucceeds() {
    for (int round = 0; round < 20; round++) {
      TemplateSpec read = numbered("a", -1 - round);
      save(read);

      List<Integer> winners =
          all(
              Flux.range(0, 20)
                  .flatMap(
                      i ->
                          (i % 2 == 0
                                  ? registry().delete("a", hashOf(read))
                                  : registry().save(numbered("a", i), hashOf(read)))
                              .thenReturn(i)
                              .subscribeOn(Schedulers.parallel())
                              .onErrorResume(ConflictException.class, e -> Mono.empty()),
                      20));

      assertThat(winners).as("round %d", round).hasSize(1);
      int winner = winners.get(0);
      assertThat(all(registry().find("a")))
          .as("after %d in round %d", winner, round)
          .isEqualTo(winner % 2 == 0 ? List.of() : List.of(numbered("a", winner)));
    }
  }

  @Test
  void aRefusedDeletionDoesNotHarmThoseWrittenWithIt() {
    save(ONE);

    List<Boolean> done =
        all(
            Flux.range(0, 100)
                .flatMapSequential(
                    i ->
                        (i % 2 == 0
                                ? registry().save(numbered("t" + i, i))
                                : registry().delete("a", hashOf(TWO)))
                            .thenReturn(true)
                            .onErrorResume(ConflictException.class, e -> Mono.just(false)),
                    100));

    assertThat(done).hasSize(100);
    for (int i = 0; i < done.size(); i++) {
      assertThat(done.get(i)).as("write %d", i).isEqualTo(i % 2 == 0);
    }
    assertThat(get(registry().count())).isEqualTo(51);
    assertThat(get(registry().load("a"))).isEqualTo(ONE);
  }

  @Test
  void aCancelledDeletionIsDoneOrNotButNeverHalf() {
    for (int i = 0; i < 50; i++) {
      save(numbered("t" + i, i));
    }
    for (int i = 0; i < 50; i++) {
      registry().delete("t" + i, hashOf(numbered("t" + i, i))).subscribe().dispose();
    }
    save(template("z"));

    List<String> ids = all(registry().listIds());
    assertThat(get(registry().count())).isEqualTo(ids.size());
    assertThat(all(registry().loadAll(Flux.fromIterable(ids)))).hasSameSizeAs(ids);
    for (int i = 0; i < 50; i++) {
      String id = "t" + i;
      assertThat(all(registry().listVersions(id)))
          .as(id)
          .isEqualTo(ids.contains(id) ? List.of("1.0.0") : List.of());
    }
  }

  @Test
  void aRefusalIsSignalledOnAThreadThatRejectsBlocking() {
    save(ONE);

    StepVerifier.create(
            registry()
                .delete("a", hashOf(TWO))
                .materialize()
                .map(signal -> signal.isOnError() && Schedulers.isInNonBlockingThread()))
        .expectNext(true)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void anArgumentThatIsMissingIsRefusedBySignal() {
    save(ONE);

    assertThat(failure(InvalidTemplateException.class, registry().delete("a", null)).path())
        .isEqualTo("condition");
    assertThat(
            failure(InvalidTemplateException.class, registry().delete(null, WriteCondition.any()))
                .path())
        .isEqualTo("id");
    assertThat(all(registry().listIds())).containsExactly("a");
  }
}
