package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.richTemplate;
import static io.reactiveregistry.contract.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** What saving under a condition promises: it is looked at in the transaction that saves. */
public abstract class ConditionContract extends RegistryContract {

  private static final TemplateSpec ONE = template("a", "1.0.0", "one");
  private static final TemplateSpec TWO = template("a", "1.0.0", "two");
  private static final TemplateSpec THREE = template("a", "1.0.0", "three");

  @Test
  void withoutAConditionWhateverIsThereIsReplaced() {
    Commit first = get(registry().save(ONE, WriteCondition.any()));
    Commit second = get(registry().save(TWO, WriteCondition.any()));

    assertThat(second.revision()).isGreaterThan(first.revision());
    assertThat(second.saved()).isEqualTo(1);
    assertThat(second.deleted()).isZero();
    assertThat(get(registry().load("a"))).isEqualTo(TWO);
  }

  @Test
  void aTemplateIsCreatedOnlyWhereThereIsNone() {
    Commit created = get(registry().save(ONE, WriteCondition.absent()));
    ConflictException failure =
        failure(ConflictException.class, registry().save(TWO, WriteCondition.absent()));

    assertThat(created.saved()).isEqualTo(1);
    assertConflict(failure, null, ONE.contentHash());
    assertThat(get(registry().load("a"))).isEqualTo(ONE);
  }

  @Test
  void anotherVersionIsNotAnAbsentTemplate() {
    save(ONE);

    ConflictException failure =
        failure(
            ConflictException.class,
            registry().save(template("a", "2.0.0"), WriteCondition.absent()));

    assertConflict(failure, null, ONE.contentHash());
    assertThat(all(registry().listVersions("a"))).containsExactly("1.0.0");
  }

  @Test
  void aDeletedTemplateIsAbsent() {
    save(ONE);
    get(registry().delete("a"));

    get(registry().save(TWO, WriteCondition.absent()));

    assertThat(get(registry().load("a"))).isEqualTo(TWO);
  }

  @Test
  void aTemplateIsReplacedOnlyWhereThereIsOne() {
    ConflictException failure =
        failure(ConflictException.class, registry().save(ONE, WriteCondition.present()));
    assertConflict(failure, ConflictException.ANY_CONTENT, null);
    assertEmpty(registry().listIds());

    save(ONE);
    get(registry().save(TWO, WriteCondition.present()));

    assertThat(get(registry().load("a"))).isEqualTo(TWO);
  }

  @Test
  void aTemplateIsReplacedOnlyWhereItHasTheHash() {
    save(ONE);

    get(registry().save(TWO, hashOf(ONE)));
    ConflictException failure =
        failure(ConflictException.class, registry().save(THREE, hashOf(ONE)));

    assertConflict(failure, ONE.contentHash(), TWO.contentHash());
    assertThat(get(registry().load("a"))).isEqualTo(TWO);
  }

  @Test
  void anAbsentTemplateHasNoHash() {
    ConflictException failure = failure(ConflictException.class, registry().save(TWO, hashOf(ONE)));

    assertConflict(failure, ONE.contentHash(), null);
    assertEmpty(registry().listIds());
  }

  @Test
  void theHashIsThatOfTheCurrentVersion() {
    TemplateSpec next = template("a", "2.0.0");
    save(ONE, next);

    ConflictException failure =
        failure(
            ConflictException.class, registry().save(template("a", "3.0.0", "one"), hashOf(ONE)));

    assertConflict(failure, ONE.contentHash(), next.contentHash());
    get(registry().save(template("a", "3.0.0"), hashOf(next)));
    assertThat(get(registry().load("a")).version()).isEqualTo("3.0.0");
  }

  @Test
  void whatWasLoadedHasTheHashOfWhatIsStored() {
    save(richTemplate("a"));
    TemplateSpec loaded = get(registry().load("a"));

    get(registry().save(loaded.toBuilder().template("edited").build(), hashOf(loaded)));

    assertThat(get(registry().load("a")).template()).isEqualTo("edited");
  }

  @Test
  void theConditionIsLookedAtForEachSubscription() {
    Mono<Commit> creation = registry().save(ONE, WriteCondition.absent());
    save(TWO);
    failure(ConflictException.class, creation);
    get(registry().delete("a"));

    get(creation);

    failure(ConflictException.class, creation);
  }

  @Test
  void aRefusedSaveIsNoWrite() {
    save(ONE);
    long before = revision();

    failure(ConflictException.class, registry().save(TWO, WriteCondition.absent()));
    failure(ConflictException.class, registry().save(TWO, hashOf(TWO)));
    failure(ConflictException.class, registry().save(template("b"), hashOf(ONE)));

    assertThat(revision()).isEqualTo(before);
    assertThat(all(registry().listIds())).containsExactly("a");
    assertThat(changesAfter(before)).isEmpty();
  }

  @Test
  void aConditionalSaveIsToldLikeAnyOther() {
    Commit created = get(registry().save(ONE, WriteCondition.absent()));
    Commit replaced = get(registry().save(TWO, hashOf(ONE)));

    assertThat(changesAfter(0))
        .containsExactly(
            new TemplateChange.Saved(created.revision(), "a", "1.0.0"),
            new TemplateChange.Saved(replaced.revision(), "a", "1.0.0"));
  }

  /** They are likely to be written together, and yet each sees the one before it. */
  @Test
  void aConditionSeesTheWritesThatItsSubscriberBeganBefore() {
    save(template("a", "1.0.0", "0"));

    List<Commit> commits =
        all(
            Flux.range(1, 100)
                .flatMapSequential(
                    i -> registry().save(numbered("a", i), hashOf(numbered("a", i - 1))), 100));

    assertThat(commits).hasSize(100);
    assertThat(get(registry().load("a"))).isEqualTo(numbered("a", 100));
  }

  @Test
  void oneOfManyThatCreateATemplateSucceeds() {
    List<Integer> winners =
        all(
            Flux.range(0, 50)
                .flatMap(
                    i ->
                        registry()
                            .save(numbered("a", i), WriteCondition.absent())
                            .thenReturn(i)
                            .subscribeOn(Schedulers.parallel())
                            .onErrorResume(ConflictException.class, e -> Mono.empty()),
                    50));

    assertThat(winners).hasSize(1);
    assertThat(get(registry().load("a"))).isEqualTo(numbered("a", winners.get(0)));
  }

  @Test
  void aRefusedSaveDoesNotHarmThoseWrittenWithIt() {
    save(ONE);

    List<Boolean> done =
        all(
            Flux.range(0, 100)
                .flatMapSequential(
                    i ->
                        registry()
                            .save(
                                i % 2 == 0 ? numbered("t" + i, i) : numbered("a", i),
                                WriteCondition.absent())
                            .thenReturn(true)
                            .onErrorResume(ConflictException.class, e -> Mono.just(false)),
                    100));

    assertThat(done).hasSize(100);
    for (int i = 0; i < done.size(); i++) {
      assertThat(done.get(i)).as("save %d", i).isEqualTo(i % 2 == 0);
    }
    assertThat(get(registry().count())).isEqualTo(51);
    assertThat(get(registry().load("a"))).isEqualTo(ONE);
  }

  @Test
  void aThousandIncrementsByWritersThatRaceLoseNone() {
    save(numbered("counter", 0));

    StepVerifier.create(
            Flux.range(0, 1_000)
                .flatMap(i -> increment("counter").subscribeOn(Schedulers.parallel()), 8))
        .expectNextCount(1_000)
        .expectComplete()
        .verify(TIMEOUT.multipliedBy(3));

    assertThat(get(registry().load("counter"))).isEqualTo(numbered("counter", 1_000));
  }

  private Mono<Commit> increment(String id) {
    return registry()
        .load(id)
        .flatMap(
            read ->
                registry().save(numbered(id, Integer.parseInt(read.template()) + 1), hashOf(read)))
        .retryWhen(Retry.indefinitely().filter(ConflictException.class::isInstance));
  }

  @Test
  void aRefusalIsSignalledOnAThreadThatRejectsBlocking() {
    save(ONE);

    StepVerifier.create(
            registry()
                .save(TWO, WriteCondition.absent())
                .materialize()
                .map(signal -> signal.isOnError() && Schedulers.isInNonBlockingThread()))
        .expectNext(true)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void anArgumentThatIsMissingIsRefusedBySignal() {
    assertThat(failure(InvalidTemplateException.class, registry().save(ONE, null)).path())
        .isEqualTo("condition");
    assertThat(
            failure(InvalidTemplateException.class, registry().save(null, WriteCondition.any()))
                .path())
        .isEqualTo("spec");
    assertEmpty(registry().listIds());
  }

  @Test
  void aTemplateThatIsTooLargeIsRefusedWhateverTheCondition() {
    failure(
        InvalidTemplateException.class, registry().save(tooLarge("a"), WriteCondition.absent()));

    assertEmpty(registry().listIds());
  }

  static TemplateSpec numbered(String id, int number) {
    return template(id, "1.0.0", "" + number);
  }

  static WriteCondition hashOf(TemplateSpec spec) {
    return WriteCondition.contentHash(spec.contentHash());
  }

  static void assertConflict(ConflictException conflict, String expected, String actual) {
    assertThat(conflict.id()).isEqualTo("a");
    assertThat(conflict.subject()).isEqualTo(ConflictException.Subject.CURRENT);
    assertThat(conflict.expected()).isEqualTo(expected);
    assertThat(conflict.actual()).isEqualTo(actual);
    assertThat(conflict.isRetryable()).isFalse();
  }
}
