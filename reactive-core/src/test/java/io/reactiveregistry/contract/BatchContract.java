package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.templates;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What saving and deleting many templates as one unit promises: all or nothing. */
public abstract class BatchContract extends RegistryContract {

  @Test
  void aBatchIsOneCommit() {
    StepVerifier.create(registry().saveBatch(templates(10)))
        .assertNext(commit -> assertThat(commit.saved()).isEqualTo(10))
        .expectComplete()
        .verify(TIMEOUT);

    assertThat(all(registry().loadAll(registry().listIds())))
        .containsExactlyElementsOf(templates(10));
  }

  @Test
  void ofSeveralVersionsOfOneIdTheLastBecomesCurrent() {
    get(
        registry()
            .saveBatch(
                List.of(template("a", "2.0.0"), template("a", "3.0.0"), template("a", "1.0.0"))));

    assertThat(get(registry().load("a")).version()).isEqualTo("1.0.0");
    assertThat(get(registry().count())).isEqualTo(1);
  }

  @Test
  void oneVersionWithTwoBodiesIsRefused() {
    save(template("a", "1.0.0", "kept"));

    InvalidTemplateException failure =
        failure(
            InvalidTemplateException.class,
            registry()
                .saveBatch(
                    List.of(
                        template("a", "1.0.0", "first"),
                        template("b", "1.0.0"),
                        template("a", "1.0.0", "second"))));

    assertThat(failure.path()).startsWith("specs[2]");
    assertThat(failure.reason()).contains("a", "1.0.0");
    assertThat(get(registry().load("a")).template()).isEqualTo("kept");
    assertThat(get(registry().exists("b"))).isFalse();
  }

  @Test
  void oneVersionTwiceWithTheSameBodyIsAccepted() {
    get(registry().saveBatch(List.of(template("a"), template("b"), template("a"))));

    assertThat(all(registry().listIds())).containsExactly("a", "b");
    assertThat(all(registry().listVersions("a"))).containsExactly("0.1.0");
  }

  @Test
  void aVersionGivenAgainAfterAnotherOneIsTheCurrentOne() {
    get(
        registry()
            .saveBatch(
                List.of(template("a", "1.0.0"), template("a", "2.0.0"), template("a", "1.0.0"))));

    assertThat(get(registry().load("a"))).isEqualTo(template("a", "1.0.0"));
  }

  @Test
  void oneNullAmongTheTemplatesRefusesTheBatch() {
    InvalidTemplateException failure =
        failure(
            InvalidTemplateException.class,
            registry().saveBatch(Arrays.asList(template("a"), null, template("b"))));

    assertThat(failure.path()).startsWith("specs[1]");
    assertEmpty(registry().listIds());
  }

  @Test
  void oneTemplateThatIsTooLargeRefusesTheBatch() {
    save(template("a", "1.0.0", "kept"));
    RegistryMetadata before = get(registry().metadata());

    InvalidTemplateException failure =
        failure(
            InvalidTemplateException.class,
            registry().saveBatch(List.of(template("a"), template("b"), tooLarge("c"))));

    assertThat(failure.path()).startsWith("specs[2]");
    assertThat(all(registry().listIds())).containsExactly("a");
    assertThat(get(registry().load("a")).template()).isEqualTo("kept");
    assertThat(get(registry().metadata())).isEqualTo(before);
  }

  @Test
  void anEmptyBatchChangesNothing() {
    Commit last = get(registry().save(template("a")));
    RegistryMetadata before = get(registry().metadata());

    List<Commit> commits =
        List.of(get(registry().saveBatch(List.of())), get(registry().deleteBatch(List.of())));

    assertThat(commits)
        .allSatisfy(
            commit -> {
              assertThat(commit.revision()).isEqualTo(last.revision());
              assertThat(commit.saved()).isZero();
              assertThat(commit.deleted()).isZero();
            });
    assertThat(get(registry().metadata())).isEqualTo(before);
  }

  @Test
  void anEmptyBatchOnANewRegistryHasRevisionZero() {
    assertThat(get(registry().saveBatch(List.of())).revision()).isZero();
    assertThat(get(registry().metadata()).lastModified()).isNull();
  }

  @Test
  void theCollectionIsCopiedAtSubscription() {
    List<TemplateSpec> specs = new ArrayList<>(List.of(template("a")));
    Mono<Commit> save = registry().saveBatch(specs);
    specs.add(template("b"));

    StepVerifier.create(save)
        .then(specs::clear)
        .expectNextCount(1)
        .expectComplete()
        .verify(TIMEOUT);
    assertThat(all(registry().listIds())).containsExactly("a", "b");

    List<String> ids = new ArrayList<>(List.of("a"));
    Mono<Commit> delete = registry().deleteBatch(ids);
    ids.add("b");

    StepVerifier.create(delete)
        .then(ids::clear)
        .expectNextCount(1)
        .expectComplete()
        .verify(TIMEOUT);
    assertEmpty(registry().listIds());
  }

  @Test
  void oneAssemblySubscribedTwiceWritesTwice() {
    Mono<Commit> save = registry().saveBatch(templates(3));

    assertThat(get(save).revision()).isLessThan(get(save).revision());
    assertThat(get(registry().count())).isEqualTo(3);
  }

  @Test
  void templatesAreDeletedTogether() {
    saveIds("a", "b", "c");
    save(template("a", "2.0.0"));

    Commit commit = get(registry().deleteBatch(List.of("c", "a")));

    assertThat(commit.deleted()).isEqualTo(2);
    assertThat(commit.saved()).isZero();
    assertThat(all(registry().listIds())).containsExactly("b");
    assertEmpty(registry().listVersions("a"));
    assertThat(get(registry().count())).isEqualTo(1);
  }

  @Test
  void anIdGivenTwiceIsDeletedOnce() {
    saveIds("a", "b");

    assertThat(get(registry().deleteBatch(List.of("a", "a"))).deleted()).isEqualTo(1);
    assertThat(all(registry().listIds())).containsExactly("b");
  }

  @Test
  void theFirstAbsentIdIsNamedAndNothingIsDeleted() {
    saveIds("a", "b");
    RegistryMetadata before = get(registry().metadata());

    TemplateNotFoundException failure =
        failure(
            TemplateNotFoundException.class,
            registry().deleteBatch(List.of("a", "second", "first", "b")));

    assertThat(failure.id()).isEqualTo("second");
    assertThat(all(registry().listIds())).containsExactly("a", "b");
    assertThat(get(registry().metadata())).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("io.reactiveregistry.contract.BadIds#all")
  void oneImpossibleIdRefusesTheDeletion(String id) {
    saveIds("a");

    failure(InvalidTemplateException.class, registry().deleteBatch(List.of("a", id)));

    assertThat(get(registry().exists("a"))).isTrue();
  }

  @Test
  void oneNullAmongTheIdsRefusesTheDeletion() {
    saveIds("a");
    Collection<String> ids = Arrays.asList("a", null);

    failure(InvalidTemplateException.class, registry().deleteBatch(ids));

    assertThat(get(registry().exists("a"))).isTrue();
  }

  @Test
  void aCommitWaitsForDemand() {
    StepVerifier.create(registry().saveBatch(templates(3)), 0)
        .expectSubscription()
        .expectNoEvent(SILENCE)
        .thenRequest(1)
        .expectNextCount(1)
        .expectComplete()
        .verify(TIMEOUT);
  }

  @Test
  void readersSeeABatchAsAWhole() {
    List<String> ids = templates(20).stream().map(TemplateSpec::id).toList();
    Flux<Commit> writing =
        registry().saveBatch(templates(20)).then(registry().deleteBatch(ids)).repeat(30);
    Flux<Long> counting = registry().count().repeat(300);

    List<Long> counts =
        get(counting.collectList().zipWith(writing.then(Mono.just(true)), (seen, end) -> seen));

    assertThat(counts).hasSize(301).isSubsetOf(0L, 20L);
  }
}
