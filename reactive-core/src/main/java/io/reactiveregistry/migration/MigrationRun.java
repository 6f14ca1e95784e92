package io.reactiveregistry.migration;

import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.error.TargetNotEmptyException;
import io.reactiveregistry.migration.Comparison.Verdict;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * One migration under way: compares, collects what is to be written into batches, and writes one
 * batch while the next one is being collected.
 *
 * <p>Writing behind the listing cannot disturb it: an id is written after both listings have gone
 * past it.
 */
final class MigrationRun {

  private final ReactiveRegistry source;
  private final ReactiveRegistry target;
  private final MigrationOptions options;
  private final TemplateComparison comparison;
  private final Problems problems;
  private final ProgressReporter progress;
  private final BatchWriter writer;
  private final long startedAt = System.nanoTime();
  private boolean deleting;
  private long unchanged;
  private long kept;

  MigrationRun(ReactiveRegistry source, ReactiveRegistry target, MigrationOptions options) {
    this.source = source;
    this.target = target;
    this.options = options;
    this.comparison = new TemplateComparison(source, target, options.versions());
    this.problems = new Problems(options.maxReportedItems());
    this.progress = new ProgressReporter(options.onProgress(), problems);
    this.writer = new BatchWriter(target, options.dryRun(), problems, progress);
  }

  Mono<MigrationReport> run() {
    return requireUsableTarget()
        .then(audit())
        .then(Overload.retry(source.count()))
        .doOnNext(progress::begin)
        .then(copy())
        .then(Mono.fromSupplier(this::report));
  }

  private Mono<Void> requireUsableTarget() {
    return options.overwrite()
        ? Mono.empty()
        : Overload.retry(target.count())
            .flatMap(
                count ->
                    count == 0 ? Mono.empty() : Mono.error(new TargetNotEmptyException(count)));
  }

  private Mono<Void> audit() {
    Mono<Void> auditOfSource =
        Problems.audit(source)
            .doOnNext(problems::add)
            .then(Mono.fromRunnable(() -> deleting = problems.failures().count() == 0));
    Mono<Void> auditOfTarget =
        Problems.audit(target)
            .filter(finding -> finding.severity() == Severity.ERROR)
            .doOnNext(
                finding -> problems.warn(finding.location(), "in the target: " + finding.reason()))
            .then();
    return auditOfSource.then(auditOfTarget);
  }

  private Mono<Void> copy() {
    return comparison
        .compareAll()
        .doOnNext(this::record)
        .filter(this::isToBeWritten)
        .bufferUntil(new BatchLimit(options.batchSize()))
        .concatMap(writer::write, 1)
        .then();
  }

  private void record(Comparison result) {
    result.failures().forEach(problems::add);
    if (result.verdict() == Verdict.SAME) {
      unchanged++;
    } else if (result.verdict() == Verdict.ONLY_IN_TARGET && !deleting) {
      kept++;
    }
    if (result.inSource()) {
      progress.examined();
    }
  }

  private boolean isToBeWritten(Comparison result) {
    return result.needsSaving() || (deleting && result.verdict() == Verdict.ONLY_IN_TARGET);
  }

  private MigrationReport report() {
    progress.end();
    if (kept > 0) {
      problems.warn(
          "target",
          "%d templates that the source seems to lack were not deleted, since unreadable items of the source may be theirs; mend those and migrate again"
              .formatted(kept));
    }
    if (writer.forgottenVersions() > 0) {
      problems.warn(
          "target",
          "%d older versions were not kept by the target, which seems to keep current versions only; migrate and verify with Versions.CURRENT"
              .formatted(writer.forgottenVersions()));
    }
    return new MigrationReport(
        writer.saved(),
        unchanged,
        writer.deleted(),
        problems.failures().count(),
        problems.failures().items(),
        problems.warnings().count(),
        problems.warnings().items(),
        Duration.ofNanos(System.nanoTime() - startedAt),
        options.dryRun());
  }
}
