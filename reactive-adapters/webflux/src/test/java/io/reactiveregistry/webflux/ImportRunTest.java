package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.contract.Templates;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.StoreFullException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ImportRunTest {

  private static final int BATCH_SIZE = 3;

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final AtomicInteger batches = new AtomicInteger();

  @AfterEach
  void close() {
    registry.close();
  }

  private ImportRun run(Publisher<?> beforeEachBatch) {
    ReactiveRegistry watched =
        Intercepted.over(
            registry,
            "saveBatch",
            own ->
                Mono.fromRunnable(batches::incrementAndGet)
                    .then(Mono.from(beforeEachBatch))
                    .then(Mono.defer(() -> (Mono<?>) own)));
    return new ImportRun(
        watched, false, new BatchLimit(BATCH_SIZE, Long.MAX_VALUE), Schedulers.immediate(), "");
  }

  private static ParsedEntry entry(long line) {
    TemplateSpec template = Templates.template("t" + line);
    return new ParsedEntry(line, 10, template, null);
  }

  private static Flux<ParsedEntry> entries(int count) {
    return Flux.range(1, count).map(ImportRunTest::entry);
  }

  @Test
  void nothingIsReadAheadButOneBatch() {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger cancelled = new AtomicInteger();
    Flux<ParsedEntry> endless =
        Flux.range(1, Integer.MAX_VALUE)
            .map(ImportRunTest::entry)
            .doOnNext(entry -> read.incrementAndGet())
            .doOnCancel(cancelled::incrementAndGet);
    StepVerifier.create(run(Mono.never()).progress(endless))
        .expectSubscription()
        .then(() -> assertThat(read).hasValue(2 * BATCH_SIZE))
        .thenCancel()
        .verify();
    assertThat(cancelled).hasValue(1);
    assertThat(batches).hasValue(1);
  }

  @Test
  void anOverloadedRegistryIsAskedAgainAfterAPause() {
    AtomicInteger refusals = new AtomicInteger(3);
    Mono<Void> overloaded =
        Mono.defer(
            () ->
                refusals.getAndDecrement() > 0
                    ? Mono.error(new OverloadedException("write", 1, "writeQueueCapacity"))
                    : Mono.empty());
    StepVerifier.create(run(overloaded).progress(entries(2)).map(ImportProgress::event))
        .expectNext("committed", "end")
        .verifyComplete();
    assertThat(batches).hasValue(4);
  }

  @Test
  void aStoreThatIsFullEndsTheImportBehindWhatItHasTaken() {
    Mono<Void> full =
        Mono.defer(
            () ->
                batches.get() > 1
                    ? Mono.error(new StoreFullException("/srv/secret", null))
                    : Mono.empty());
    StepVerifier.create(run(full).progress(entries(8)))
        .assertNext(line -> assertThat(line.event()).isEqualTo("committed"))
        .assertNext(
            end -> {
              assertThat(end.fields())
                  .containsEntry("complete", false)
                  .containsEntry("imported", 3L)
                  .containsEntry("lastRevision", 1L);
              assertThat(end.fields().get("problem").toString())
                  .contains("507")
                  .doesNotContain("secret");
            })
        .verifyComplete();
    assertThat(registry.count().block()).isEqualTo(3);
  }

  @Test
  void aConflictOfWhichNoEntryIsKnownIsToldWithoutALine() {
    ConflictException conflict = ConflictException.ofVersion("t1", "1", "given", "stored");

    StepVerifier.create(run(Mono.error(conflict)).progress(entries(2)))
        .verifyErrorSatisfies(error -> assertThat(error).isSameAs(conflict));
  }

  @Test
  void anErrorOfTheBodyArrivesBehindTheBatchThatIsBeingWritten() {
    Flux<ParsedEntry> broken =
        entries(4).concatWith(Mono.error(new IllegalStateException("connection lost")));
    StepVerifier.create(run(Mono.empty()).progress(broken))
        .assertNext(line -> assertThat(line.event()).isEqualTo("committed"))
        .assertNext(
            end ->
                assertThat(end.fields()).containsEntry("imported", 3L).containsEntry("failed", 1L))
        .verifyComplete();
  }

  @Test
  void anErrorBeforeAnythingWasToldIsAnError() {
    StepVerifier.create(run(Mono.empty()).progress(Flux.error(new IllegalStateException("lost"))))
        .verifyErrorMessage("lost");
  }
}
