package io.reactiveregistry.webflux;

import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.OverloadedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * One import: entries become batches, batches become commits. One batch is written while the next
 * one is collected, and no more is asked for.
 *
 * <p>These are batches by number and by bytes, each saved with {@code saveBatch}: {@code saveAll}
 * knows only numbers, with which a few thousand large templates would take all memory.
 */
final class ImportRun {

  private static final Pattern MEMBER = Pattern.compile("specs\\[(\\d+)](?:\\.(.*))?");

  /** The client waits with its upload meanwhile, so a pause here costs nothing but time. */
  private static final Retry WHEN_OVERLOADED =
      Retry.backoff(8, Duration.ofMillis(20))
          .filter(OverloadedException.class::isInstance)
          .onRetryExhaustedThrow((policy, signal) -> signal.failure());

  private final ReactiveRegistry registry;
  private final boolean skip;
  private final BatchLimit limit;
  private final Scheduler scheduler;
  private final ImportCount count;

  /**
   * @param scheduler where the entries are asked for and batches are made of them; the thread on
   *     which the registry tells of a commit has other things to do
   * @param skip whether the import goes on behind an entry that is refused
   * @param base what stands before the paths that a problem names
   */
  ImportRun(
      ReactiveRegistry registry, boolean skip, BatchLimit limit, Scheduler scheduler, String base) {
    this.registry = registry;
    this.scheduler = scheduler;
    this.skip = skip;
    this.limit = limit;
    this.count = new ImportCount(base);
  }

  /** What is done, as it is done; to be subscribed to once. */
  Flux<ImportProgress> progress(Flux<ParsedEntry> entries) {
    return entries
        .doOnNext(entry -> count.read())
        .handle(this::requireAccepted)
        .bufferUntil(limit)
        .map(this::save)
        .onErrorResume(error -> Mono.just(Flux.error(error))) // behind the batches before it
        .publishOn(scheduler, 1) // holds the batch that is collected meanwhile
        .concatMap(saving -> saving, 0)
        .concatWith(Mono.fromSupplier(count::complete))
        .doOnNext(line -> count.told())
        .onErrorResume(
            error -> count.hasTold() ? Mono.just(count.failed(error)) : Mono.error(error));
  }

  private void requireAccepted(ParsedEntry entry, SynchronousSink<ParsedEntry> sink) {
    Optional<Refusal> refusal = entry.refusal();
    if (refusal.isPresent() && !skip) {
      sink.error(new RefusedEntryException(refusal.get()));
    } else {
      sink.next(entry);
    }
  }

  private Flux<ImportProgress> save(List<ParsedEntry> batch) {
    List<ParsedEntry> accepted =
        batch.stream().filter(entry -> entry.template().isPresent()).toList();
    Flux<ImportProgress> refused =
        Flux.fromIterable(batch)
            .mapNotNull(entry -> entry.refusal().orElse(null))
            .map(count::refused);
    return accepted.isEmpty() ? refused : refused.concatWith(saveAccepted(accepted));
  }

  private Flux<ImportProgress> saveAccepted(List<ParsedEntry> accepted) {
    long lastLine = accepted.get(accepted.size() - 1).line();
    Flux<ImportProgress> whole =
        registry
            .saveBatch(accepted.stream().map(ImportRun::spec).toList())
            .retryWhen(WHEN_OVERLOADED)
            .map(commit -> count.committed(lastLine, accepted.size(), commit.revision()))
            .flux();
    return skip
        ? whole.onErrorResume(ImportRun::isRefusal, error -> saveOneByOne(accepted))
        : whole.onErrorMap(ImportRun::isRefusal, error -> refusedMember(accepted, error));
  }

  /** A batch is refused as a whole; one by one it turns out which of its members are. */
  private Flux<ImportProgress> saveOneByOne(List<ParsedEntry> accepted) {
    return Flux.fromIterable(accepted).concatMap(this::saveOne, 1);
  }

  private Mono<ImportProgress> saveOne(ParsedEntry entry) {
    Mono<Commit> saved = registry.save(spec(entry)).retryWhen(WHEN_OVERLOADED);
    return saved
        .map(commit -> count.committed(entry.line(), 1, commit.revision()))
        .onErrorResume(
            ImportRun::isRefusal, error -> Mono.just(count.refused(refusal(entry.line(), error))));
  }

  /** The hash is that of what was to be saved, and of its version, too. */
  private static boolean isOf(ConflictException conflict, TemplateSpec template) {
    return template.id().equals(conflict.id())
        && template.contentHash().equals(conflict.expected());
  }

  private static TemplateSpec spec(ParsedEntry entry) {
    return Objects.requireNonNull(entry.spec());
  }

  private static boolean isRefusal(Throwable error) {
    return error instanceof InvalidTemplateException || error instanceof ConflictException;
  }

  private static Refusal refusal(long line, Throwable error) {
    return error instanceof InvalidTemplateException invalid
        ? Refusal.invalid(line, invalid)
        : Refusal.conflict(line, (ConflictException) error);
  }

  /** The registry names a member of the batch; the caller knows lines. */
  private static Throwable refusedMember(List<ParsedEntry> accepted, Throwable error) {
    if (error instanceof ConflictException conflict) {
      return accepted.stream()
          .filter(entry -> isOf(conflict, spec(entry)))
          .findFirst()
          .<Throwable>map(entry -> RefusedEntryException.of(entry.line(), conflict))
          .orElse(error);
    }
    if (error instanceof InvalidTemplateException invalid) {
      Matcher member = MEMBER.matcher(invalid.path());
      if (member.matches()) {
        long line = accepted.get(Integer.parseInt(member.group(1))).line();
        String path = Objects.requireNonNullElse(member.group(2), "template");
        return new RefusedEntryException(
            Refusal.invalid(line, new InvalidTemplateException(path, invalid.reason())));
      }
    }
    return error;
  }
}
