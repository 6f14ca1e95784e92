package io.reactiveregistry.contract;

import static io.reactiveregistry.contract.Templates.template;
import static io.reactiveregistry.contract.Templates.templates;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What the changes tell: what each write has done, and nothing else. */
public abstract class ChangeContract extends RegistryContract {

  @Test
  void eachWriteTellsWhatItHasChanged() {
    Commit created = get(registry().save(template("a", "1.0.0")));
    Commit replaced = get(registry().save(template("a", "1.0.0", "another body")));
    Commit other = get(registry().save(template("a", "2.0.0")));
    Commit deleted = get(registry().delete("a"));

    assertThat(changesAfter(0))
        .containsExactly(
            new Saved(created.revision(), "a", "1.0.0"),
            new Saved(replaced.revision(), "a", "1.0.0"),
            new Saved(other.revision(), "a", "2.0.0"),
            new Deleted(deleted.revision(), "a"));
  }

  @Test
  void theChangesOfABatchHaveOneRevision() {
    Commit saved = get(registry().saveBatch(templates(3)));
    Commit deleted = get(registry().deleteBatch(List.of("t000002", "t000000", "t000002")));

    List<TemplateChange> changes = changesAfter(0);

    assertThat(changes.subList(0, 3))
        .containsExactlyInAnyOrder(
            new Saved(saved.revision(), "t000000", "0.1.0"),
            new Saved(saved.revision(), "t000001", "0.1.0"),
            new Saved(saved.revision(), "t000002", "0.1.0"));
    assertThat(changes.subList(3, changes.size()))
        .containsExactly(
            new Deleted(deleted.revision(), "t000002"), new Deleted(deleted.revision(), "t000000"));
  }

  @Test
  void theVersionsOfOneTemplateInABatchAreToldInTheOrderGiven() {
    Commit commit =
        get(
            registry()
                .saveBatch(
                    List.of(
                        template("a", "2.0.0"),
                        template("b", "1.0.0"),
                        template("a", "3.0.0"),
                        template("a", "1.0.0"))));

    assertThat(changesAfter(0))
        .filteredOn(change -> change instanceof Saved saved && saved.id().equals("a"))
        .containsExactly(
            new Saved(commit.revision(), "a", "2.0.0"),
            new Saved(commit.revision(), "a", "3.0.0"),
            new Saved(commit.revision(), "a", "1.0.0"));
  }

  @Test
  void eachBatchOfAStreamTellsItsChanges() {
    List<Commit> commits = all(registry().saveAll(Flux.fromIterable(templates(5)), 2));

    assertThat(changesAfter(0))
        .extracting(TemplateChange::revision)
        .containsExactly(
            commits.get(0).revision(),
            commits.get(0).revision(),
            commits.get(1).revision(),
            commits.get(1).revision(),
            commits.get(2).revision());
  }

  @Test
  void whatIsRefusedOrChangesNothingIsNotTold() {
    save(template("a", "1.0.0"));
    long before = revision();

    failure(TemplateNotFoundException.class, registry().delete("b"));
    failure(TemplateNotFoundException.class, registry().deleteBatch(List.of("a", "b")));
    failure(InvalidTemplateException.class, registry().save(tooLarge("a")));
    failure(
        InvalidTemplateException.class,
        registry().saveBatch(List.of(template("c"), tooLarge("a"))));
    get(registry().saveBatch(List.of()));
    get(registry().deleteBatch(List.of()));
    get(registry().rollback("a", "1.0.0"));

    assertThat(changesAfter(before)).isEmpty();
  }

  @Test
  void aCompletedWriteIsToldToWhoeverAsksAfterwards() {
    for (int i = 0; i < 50; i++) {
      Commit commit = get(registry().save(template("t" + i)));

      assertThat(get(registry().changes(commit.revision() - 1).next()))
          .isEqualTo(new Saved(commit.revision(), "t" + i, "0.1.0"));
    }
  }

  @Test
  void theChangesOfConcurrentWritersDoNotMix() {
    List<Commit> commits =
        all(
            Flux.range(0, 60)
                .flatMap(
                    i ->
                        registry()
                            .saveBatch(
                                List.of(template("a" + i), template("b" + i), template("c" + i)))
                            .subscribeOn(Schedulers.parallel()),
                    8));

    List<TemplateChange> changes = changesAfter(0);

    assertThat(changes)
        .hasSize(180)
        .isSortedAccordingTo(Comparator.comparingLong(TemplateChange::revision));
    for (int i = 0; i < changes.size(); i += 3) {
      List<TemplateChange> batch = changes.subList(i, i + 3);
      assertThat(batch).extracting(TemplateChange::revision).containsOnly(batch.get(0).revision());
      assertThat(batch)
          .extracting(change -> ((Saved) change).id().substring(1))
          .containsOnly(((Saved) batch.get(0)).id().substring(1));
    }
    assertThat(commits)
        .extracting(Commit::revision)
        .containsAll(changes.stream().map(TemplateChange::revision).distinct().toList());
  }

  @Test
  void aChangeIsReadableByWhoIsToldOfIt() {
    AtomicInteger next = new AtomicInteger();
    Mono<List<Boolean>> seen =
        subscribed(
            registry()
                .changes()
                .cast(Saved.class)
                .concatMap(
                    saved ->
                        registry()
                            .load("a")
                            .map(
                                spec ->
                                    Integer.parseInt(spec.template()) >= next.getAndIncrement()))
                .take(100)
                .collectList());

    for (int i = 0; i < 100; i++) {
      save(template("a", "1.0.0", "" + i));
    }

    assertThat(get(seen)).containsOnly(true);
  }

  /** Subscribes now and keeps the answer for later. */
  private static <T> Mono<T> subscribed(Mono<T> answer) {
    Mono<T> kept = answer.cache();
    kept.subscribe(value -> {}, error -> {});
    return kept;
  }
}
