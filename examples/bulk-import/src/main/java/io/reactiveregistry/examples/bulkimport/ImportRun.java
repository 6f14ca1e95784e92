package io.reactiveregistry.examples.bulkimport;

import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One import, which can be stopped between two batches. */
final class ImportRun {

  private final int batchSize;
  private final AtomicLong saved = new AtomicLong();
  private final AtomicLong batches = new AtomicLong();
  private final Sinks.Empty<Void> stop = Sinks.empty();

  ImportRun(int batchSize) {
    this.batchSize = batchSize;
  }

  /**
   * Saves all templates of a source; to be subscribed to once.
   *
   * <p>An error of the source arrives behind the batch that is being written, and what is not a
   * whole batch then is dropped. So stopping is such an error: every batch is in or not at all, and
   * {@link #saved} is exact.
   *
   * @param progress is told how many templates are in, after each batch
   * @return completes when all are in; fails with {@link CancellationException} when stopped, and
   *     with {@link InvalidTemplateException}, which names the place, when a batch is refused
   */
  Mono<Void> run(
      ReactiveRegistry registry, TemplateSource source, Refusals refusals, LongConsumer progress) {
    BatchPlaces places = new BatchPlaces(batchSize);
    return registry
        .saveAll(
            source.templates(refusals).takeUntilOther(stop.asMono()).map(places::remember),
            batchSize)
        .doOnNext(commit -> places.committed())
        .doOnNext(commit -> progress.accept(count(commit)))
        .onErrorMap(InvalidTemplateException.class, places::locate)
        .then();
  }

  private long count(Commit commit) {
    batches.incrementAndGet();
    return saved.addAndGet(commit.saved());
  }

  /** Stops it; does not wait. */
  void stop() {
    Sinks.EmitResult unused = stop.tryEmitError(new CancellationException("stopped"));
  }

  /** How many templates are in. */
  long saved() {
    return saved.get();
  }

  /** How many batches they were. */
  long batches() {
    return batches.get();
  }
}
