package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.templates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.Commit;
import io.reactiveregistry.CommitObserver;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What a registry promises that tells of each write before the write completes. */
public abstract class ObservationContract extends RegistryContract {

  private final List<TemplateChange> told = new CopyOnWriteArrayList<>();

  @Override
  protected abstract ObservableRegistry open() throws Exception;

  /** Another handle to the same storage, which the test closes; the same one where none exists. */
  protected ReactiveRegistry another(ObservableRegistry registry) throws Exception {
    return registry;
  }

  private ObservableRegistry observable() {
    return (ObservableRegistry) registry();
  }

  private Disposable observe() {
    return observable().observe(told::addAll);
  }

  @Test
  void whoWritesFindsTheObserverToldAlready() {
    observe();

    StepVerifier.create(
            Flux.range(0, 200)
                .concatMap(i -> registry().save(template("t" + i)))
                .filter(commit -> toldLast().revision() != commit.revision()))
        .expectComplete()
        .verify(TIMEOUT);

    assertThat(told).hasSize(200);
  }

  @Test
  void whoWritesTogetherWithOthersFindsTheObserverToldAlready() {
    observe();

    StepVerifier.create(
            Flux.range(0, 500)
                .flatMap(
                    i -> registry().save(template("t" + i)).subscribeOn(Schedulers.parallel()), 64)
                .filter(
                    commit ->
                        told.stream().noneMatch(change -> change.revision() == commit.revision())))
        .expectComplete()
        .verify(TIMEOUT);

    assertThat(told).hasSize(500);
  }

  @Test
  void whoWritesThroughAnotherHandleFindsTheObserverToldAlready() throws Exception {
    observe();

    try (ReactiveRegistry another = another(observable())) {
      for (int i = 0; i < 100; i++) {
        TemplateSpec spec = template("t" + i);

        TemplateChange toldOnCompletion = get(another.save(spec).map(commit -> toldLast()));

        assertThat(toldOnCompletion)
            .isEqualTo(new Saved(toldOnCompletion.revision(), spec.id(), spec.version()));
      }
    }
  }

  private TemplateChange toldLast() {
    return told.get(told.size() - 1);
  }

  @Test
  void anObserverIsToldTheSameAsAFollowerInTheSameOrder() {
    observe();

    get(registry().saveBatch(templates(10)));
    all(registry().saveAll(Flux.fromIterable(templates(10)), 3));
    save(template("a", "1.0.0"), template("a", "2.0.0"));
    get(registry().save(template("b"), WriteCondition.absent()));
    get(registry().delete("a"));
    get(registry().deleteBatch(List.of("t000001", "t000000")));
    get(registry().deleteVersion("b", "0.1.0"));
    get(registry().delete("t000002", WriteCondition.present()));

    List<TemplateChange> followed = changesAfter(0);
    assertThat(told.subList(0, followed.size())).containsExactlyElementsOf(followed);
  }

  @Test
  void whatIsRefusedOrChangesNothingIsNotTold() {
    save(template("a", "1.0.0"));
    observe();

    failure(ConflictException.class, registry().save(template("a"), WriteCondition.absent()));
    failure(TemplateNotFoundException.class, registry().delete("b"));
    failure(ConflictException.class, registry().delete("b", WriteCondition.present()));
    get(registry().rollback("a", "1.0.0"));
    get(registry().saveBatch(List.of()));

    assertThat(told).isEmpty();
  }

  @Test
  void whatIsToldCannotBeChanged() {
    List<List<TemplateChange>> lists = new CopyOnWriteArrayList<>();
    observable().observe(lists::add);

    save(template("a"));

    assertThat(lists).isNotEmpty();
    assertThatThrownBy(() -> lists.get(0).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatIsToldIsWrittenAlready() {
    List<Mono<TemplateSpec>> loads = new CopyOnWriteArrayList<>();
    observable()
        .observe(
            changes -> {
              Mono<TemplateSpec> load = registry().load("a").cache();
              load.subscribe(spec -> {}, error -> {});
              loads.add(load);
            });

    for (int i = 0; i < 50; i++) {
      save(template("a", "1.0.0", "" + i));
    }

    assertThat(loads).hasSize(50);
    for (int i = 0; i < loads.size(); i++) {
      assertThat(Integer.parseInt(get(loads.get(i)).template())).isGreaterThanOrEqualTo(i);
    }
  }

  @Test
  void observersAreToldBeforeFollowers() {
    observe();

    Mono<Long> notTold =
        registry().changes().take(200).filter(change -> !told.contains(change)).count().cache();
    notTold.subscribe();
    for (int i = 0; i < 200; i++) {
      save(template("t" + i));
    }

    assertThat(get(notTold)).isZero();
  }

  @Test
  void aCancelledSaveThatIsDoneIsTold() {
    observe();

    for (int i = 0; i < 50; i++) {
      registry().save(template("t" + i)).subscribe().dispose();
    }
    save(template("last"));

    assertThat(told)
        .extracting(change -> ((Saved) change).id())
        .containsExactlyInAnyOrderElementsOf(all(registry().listIds()));
  }

  @Test
  void anObservationThatHasEndedIsToldNothing() {
    Disposable observation = observe();
    save(template("a"));

    observation.dispose();
    observation.dispose();
    save(template("b"));

    assertThat(told).extracting(change -> ((Saved) change).id()).containsExactly("a");
  }

  @Test
  void oneObserverMayObserveTwiceAndEndsEachByItself() {
    CommitObserver observer = told::addAll;
    Disposable first = observable().observe(observer);
    Disposable second = observable().observe(observer);
    save(template("a"));
    assertThat(told).hasSize(2);

    first.dispose();
    first.dispose();
    save(template("b"));
    assertThat(told).hasSize(3);

    second.dispose();
    save(template("c"));
    assertThat(told).hasSize(3);
  }

  @Test
  void theStateHasAnotherNumberAfterEachWrite() throws Exception {
    long before = get(observable().stateNumber());
    Commit saved = get(registry().save(template("a")));
    long afterSave = get(observable().stateNumber());
    try (ReactiveRegistry another = another(observable())) {
      get(another.delete("a"));

      assertThat(List.of(before, afterSave, get(observable().stateNumber())))
          .as("numbers around revision %d", saved.revision())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void theStateKeepsItsNumberUntilSomebodyWrites() {
    save(template("a"));
    long before = get(observable().stateNumber());

    get(registry().load("a"));
    all(registry().listIds());
    get(registry().changes(0).next());

    assertThat(get(observable().stateNumber())).isEqualTo(before);
  }

  @Test
  void aClosedRegistryHasNoState() {
    assertEmpty(registry().closeAsync());

    failure(RegistryClosedException.class, observable().stateNumber());
  }
}
