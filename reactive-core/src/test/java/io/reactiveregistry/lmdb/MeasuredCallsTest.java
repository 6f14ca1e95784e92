package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.StoreInUseException;
import io.reactiveregistry.metrics.GroupCommit;
import io.reactiveregistry.metrics.Operation;
import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.metrics.RequestQueue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Each call tells its recorder how it ended, once, before its subscriber knows. */
@Timeout(60)
class MeasuredCallsTest {

  @TempDir Path directory;

  private final RecordedMetrics metrics = new RecordedMetrics();
  private LmdbRegistry registry;

  /** A call, and what is to be told of it. */
  record Case(String name, Function<LmdbRegistry, Publisher<?>> call, List<String> told) {

    static Case of(
        String name, Function<LmdbRegistry, Publisher<?>> call, Operation operation, String how) {
      return new Case(name, call, List.of(operation + " " + how));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Case succeeds(
      String name, Operation operation, Function<LmdbRegistry, Publisher<?>> call) {
    return Case.of(name, call, operation, "succeeded");
  }

  private static Case fails(
      String name, Operation operation, String how, Function<LmdbRegistry, Publisher<?>> call) {
    return Case.of(name, call, operation, how);
  }

  static List<Case> successes() {
    return List.of(
        succeeds("load", Operation.LOAD, r -> r.load("a")),
        succeeds("load version", Operation.LOAD, r -> r.load("a", "1.0.0")),
        succeeds("load label", Operation.LOAD, r -> r.load(TemplateRef.parse("a@stable"))),
        new Case(
            "loadAll",
            r -> r.loadAll(Flux.just("a", "b")),
            List.of("LOAD succeeded", "LOAD succeeded")),
        succeeds("find", Operation.FIND, r -> r.find("a")),
        succeeds("find what is absent", Operation.FIND, r -> r.find("absent")),
        succeeds("exists", Operation.EXISTS, r -> r.exists("absent")),
        succeeds("listIds", Operation.LIST_PAGE, r -> r.listIds(IdRange.prefix("a"))),
        succeeds("listVersions", Operation.LIST_VERSIONS, r -> r.listVersions("a")),
        succeeds("labels", Operation.LABELS, r -> r.labels("a")),
        succeeds("count", Operation.COUNT, r -> r.count()),
        succeeds("metadata", Operation.METADATA, r -> r.metadata()),
        succeeds("storage", Operation.STORAGE, r -> r.storage()),
        succeeds("stateNumber", Operation.STATE_NUMBER, r -> r.stateNumber()),
        succeeds("changes", Operation.CHANGES_PAGE, r -> r.changes(0).take(1)),
        succeeds("save", Operation.SAVE, r -> r.save(Samples.template("c"))),
        succeeds("saveBatch", Operation.SAVE_BATCH, r -> r.saveBatch(Samples.templates(3))),
        new Case(
            "saveAll",
            r -> r.saveAll(Flux.fromIterable(Samples.templates(5)), 2),
            List.of("SAVE_BATCH succeeded", "SAVE_BATCH succeeded", "SAVE_BATCH succeeded")),
        succeeds("delete", Operation.DELETE, r -> r.delete("b")),
        succeeds(
            "delete what is there", Operation.DELETE, r -> r.delete("b", WriteCondition.present())),
        succeeds("deleteBatch", Operation.DELETE_BATCH, r -> r.deleteBatch(List.of("a", "b"))),
        succeeds("deleteVersion", Operation.DELETE_VERSION, r -> r.deleteVersion("a", "2.0.0")),
        succeeds("rollback", Operation.ROLLBACK, r -> r.rollback("a", "1.0.0")),
        succeeds("setLabel", Operation.MOVE_LABELS, r -> r.setLabel("a", "stable", "2.0.0")));
  }

  static List<Case> failures() {
    String invalid = "InvalidTemplateException";
    String notFound = "TemplateNotFoundException";
    return List.of(
        fails("load", Operation.LOAD, notFound, r -> r.load("absent")),
        fails("loadAll", Operation.LOAD, notFound, r -> r.loadAll(Flux.just("absent"))),
        fails("find", Operation.FIND, invalid, r -> r.find("")),
        fails("exists", Operation.EXISTS, invalid, r -> r.exists("")),
        fails("listVersions", Operation.LIST_VERSIONS, invalid, r -> r.listVersions("")),
        fails("labels", Operation.LABELS, invalid, r -> r.labels("")),
        fails("changes", Operation.CHANGES_PAGE, "ChangesCompactedException", r -> r.changes(999)),
        fails("save what is none", Operation.SAVE, invalid, r -> r.save(null)),
        fails(
            "save what is there",
            Operation.SAVE,
            "ConflictException",
            r -> r.save(Samples.template("a"), WriteCondition.absent())),
        fails("saveBatch", Operation.SAVE_BATCH, invalid, r -> r.saveBatch(null)),
        fails(
            "saveAll",
            Operation.SAVE_BATCH,
            invalid,
            r -> r.saveAll(Flux.just(Samples.large("a", 2 << 20)), 2)),
        fails("delete", Operation.DELETE, notFound, r -> r.delete("absent")),
        fails(
            "delete what is not there",
            Operation.DELETE,
            "ConflictException",
            r -> r.delete("absent", WriteCondition.present())),
        fails("deleteBatch", Operation.DELETE_BATCH, invalid, r -> r.deleteBatch(null)),
        fails("deleteVersion", Operation.DELETE_VERSION, notFound, r -> r.deleteVersion("a", "9")),
        fails("rollback", Operation.ROLLBACK, notFound, r -> r.rollback("a", "9")),
        fails(
            "moveLabels",
            Operation.MOVE_LABELS,
            notFound,
            r -> r.moveLabels(List.of(LabelMove.to("a", "beta", "9")))));
  }

  @BeforeEach
  void open() {
    registry = LmdbRegistry.builder(directory).metrics(metrics).open();
    registry.save(Samples.template("a", "1.0.0")).block(Samples.TIMEOUT);
    registry.save(Samples.template("a", "2.0.0")).block(Samples.TIMEOUT);
    registry.save(Samples.template("b")).block(Samples.TIMEOUT);
    registry.setLabel("a", "stable", "1.0.0").block(Samples.TIMEOUT);
    metrics.clear();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void everyOperationHasItsCase() {
    Set<String> covered =
        successes().stream()
            .flatMap(call -> call.told().stream())
            .map(told -> told.substring(0, told.indexOf(' ')))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(covered)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Operation.values()).map(Operation::name).toList());
  }

  @ParameterizedTest
  @MethodSource("successes")
  void aCallThatSucceedsIsToldOnceByTheTimeItIsKnown(Case measured) {
    long before = System.nanoTime();
    Flux.from(measured.call().apply(registry)).blockLast(Samples.TIMEOUT);
    long elapsed = System.nanoTime() - before;

    assertThat(metrics.told()).isEqualTo(measured.told());
    assertThat(metrics.ends()).allSatisfy(end -> assertThat(end.nanos()).isBetween(1L, elapsed));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aCallThatFailsIsToldOnceWithItsError(Case measured) {
    StepVerifier.create(Flux.from(measured.call().apply(registry)).thenMany(Flux.empty()))
        .expectError()
        .verify(Samples.TIMEOUT);

    assertThat(metrics.told()).isEqualTo(measured.told());
  }

  @Test
  void eachSubscriptionIsACall() {
    Publisher<TemplateSpec> load = registry.load("a");
    assertThat(metrics.told()).isEmpty();

    Flux.from(load).blockLast(Samples.TIMEOUT);
    Flux.from(load).blockLast(Samples.TIMEOUT);

    assertThat(metrics.told()).containsExactly("LOAD succeeded", "LOAD succeeded");
  }

  @Test
  void aListingIsToldForEachPageThatIsRead() {
    registry.saveBatch(Samples.templates(1_000)).block(Samples.TIMEOUT);
    metrics.clear();

    StepVerifier.create(registry.listIds(), 10)
        .expectNextCount(10)
        .thenRequest(10)
        .expectNextCount(10)
        .thenCancel()
        .verify(Samples.TIMEOUT);

    assertThat(metrics.told()).containsExactly("LIST_PAGE succeeded", "LIST_PAGE succeeded");
  }

  @Test
  void aReadWithoutDemandHasNotBegun() {
    StepVerifier.create(registry.load("a"), 0)
        .expectSubscription()
        .thenCancel()
        .verify(Samples.TIMEOUT);

    assertThat(metrics.told()).isEmpty();
  }

  @Test
  void refusalsOfAClosedRegistryAreToldToo() {
    registry.close();

    for (Publisher<?> call :
        List.<Publisher<?>>of(registry.load("a"), registry.listIds(), registry.delete("a"))) {
      StepVerifier.create(call).expectError().verify(Samples.TIMEOUT);
    }

    assertThat(metrics.told())
        .containsExactly(
            "LOAD RegistryClosedException",
            "LIST_PAGE RegistryClosedException",
            "DELETE RegistryClosedException");
  }

  @Test
  void whatIsWrittenWaitsAndIsCommitted() {
    registry.save(Samples.template("c")).block(Samples.TIMEOUT);

    assertThat(metrics.waits(RequestQueue.WRITE)).hasSize(1);
    assertThat(metrics.commits())
        .singleElement()
        .satisfies(
            commit -> {
              assertThat(commit.units()).isEqualTo(1);
              assertThat(commit.bytes()).isBetween(100L, 1_000L);
              assertThat(commit.commitNanos()).isPositive();
              assertThat(commit.transactionNanos()).isGreaterThan(commit.commitNanos());
            });
  }

  @Test
  void whatChangesNothingIsNotCommitted() {
    registry.rollback("a", "2.0.0").block(Samples.TIMEOUT);

    assertThat(metrics.told()).containsExactly("ROLLBACK succeeded");
    assertThat(metrics.commits()).isEmpty();
  }

  @Test
  void theWriterThreadTellsNothing() {
    Flux.fromIterable(successes())
        .concatMap(measured -> Flux.from(measured.call().apply(registry)).onErrorComplete())
        .blockLast(Samples.TIMEOUT);

    assertThat(metrics.threads())
        .isNotEmpty()
        .allSatisfy(thread -> assertThat(thread).doesNotContain("writer"));
  }

  @Test
  void aRecorderThatThrowsDisturbsNoCall() {
    Path other = directory.resolve("other");
    try (LmdbRegistry measured = LmdbRegistry.builder(other).metrics(new Throwing()).open()) {
      StepVerifier.create(
              measured
                  .save(Samples.template("a"))
                  .thenMany(measured.saveBatch(Samples.templates(3)))
                  .thenMany(measured.load("absent").onErrorComplete())
                  .thenMany(measured.loadAll(measured.listIds())))
          .expectNext(Samples.template("a"))
          .expectNextSequence(Samples.templates(3))
          .expectComplete()
          .verify(Samples.TIMEOUT);
    }
  }

  private static final class Throwing implements RegistryMetrics {

    @Override
    public void succeeded(Operation operation, long nanos) {
      throw new IllegalStateException("a recorder's own failure");
    }

    @Override
    public void failed(Operation operation, long nanos, Throwable failure) {
      throw new IllegalStateException("a recorder's own failure");
    }

    @Override
    public void waited(RequestQueue queue, long nanos) {
      throw new IllegalStateException("a recorder's own failure");
    }

    @Override
    public void committed(GroupCommit commit) {
      throw new AssertionError("a recorder's own failure");
    }
  }

  @Test
  void aRecorderThatIsNotEnabledIsAskedOnceAndToldNothing() {
    int[] asked = new int[1];
    RegistryMetrics disabled =
        new RegistryMetrics() {
          @Override
          public boolean isEnabled() {
            asked[0]++;
            return false;
          }

          @Override
          public void succeeded(Operation operation, long nanos) {
            throw new AssertionError("told of " + operation);
          }
        };
    Path other = directory.resolve("other");
    try (LmdbRegistry unmeasured = LmdbRegistry.builder(other).metrics(disabled).open()) {
      unmeasured.save(Samples.template("a")).block(Samples.TIMEOUT);
      unmeasured.load("a").block(Samples.TIMEOUT);

      assertThat(unmeasured.engine().meters().recorder()).isNull();
      assertThat(asked[0]).isEqualTo(1);
    }
  }

  @Test
  void unlessToldOtherwiseNothingIsMeasured() {
    try (LmdbRegistry unmeasured = LmdbRegistry.builder(directory.resolve("other")).open()) {
      Meters meters = unmeasured.engine().meters();

      assertThat(meters.recorder()).isNull();
      assertThat(Operation.values())
          .allSatisfy(operation -> assertThat(meters.of(operation)).isNull());
    }
  }

  @Test
  void allOpeningsOfAStoreInAProcessNeedTheSameRecorder() {
    try (LmdbRegistry same = LmdbRegistry.builder(directory).metrics(metrics).open()) {
      same.load("a").block(Samples.TIMEOUT);
      assertThat(metrics.told()).containsExactly("LOAD succeeded");
    }
    assertThatExceptionOfType(StoreInUseException.class)
        .isThrownBy(() -> LmdbRegistry.builder(directory).open())
        .withMessageContaining("metrics")
        .withMessageContaining("none");
  }
}
