package io.reactiveregistry.migration;

import io.reactiveregistry.ReactiveRegistry;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One verification under way. */
final class VerificationRun {

  private final ReactiveRegistry source;
  private final ReactiveRegistry target;
  private final TemplateComparison comparison;
  private final Problems problems;
  private final ProgressReporter progress;
  private final Tally<String> mismatched;
  private final Tally<String> missing;
  private final Tally<String> extra;
  private final long startedAt = System.nanoTime();
  private long verified;

  VerificationRun(ReactiveRegistry source, ReactiveRegistry target, MigrationOptions options) {
    this.source = source;
    this.target = target;
    this.comparison = new TemplateComparison(source, target, options.versions());
    this.problems = new Problems(options.maxReportedItems());
    this.progress = new ProgressReporter(options.onProgress(), problems);
    this.mismatched = new Tally<>(options.maxReportedItems());
    this.missing = new Tally<>(options.maxReportedItems());
    this.extra = new Tally<>(options.maxReportedItems());
  }

  Mono<VerificationReport> run() {
    return Flux.concat(Problems.audit(source), Problems.audit(target))
        .doOnNext(problems::add)
        .then(Overload.retry(source.count()))
        .doOnNext(progress::begin)
        .thenMany(comparison.compareAll())
        .doOnNext(this::record)
        .then(Mono.fromSupplier(this::report));
  }

  private void record(Comparison result) {
    result.failures().forEach(problems::add);
    switch (result.verdict()) {
      case SAME -> verified++;
      case DIFFERENT -> mismatched.add(result.id());
      case ONLY_IN_SOURCE -> missing.add(result.id());
      case ONLY_IN_TARGET -> extra.add(result.id());
      case UNREADABLE -> {} // its failure says all
    }
    if (result.inSource()) {
      progress.examined();
    }
  }

  private VerificationReport report() {
    progress.end();
    return new VerificationReport(
        verified,
        mismatched.count(),
        mismatched.items(),
        missing.count(),
        missing.items(),
        extra.count(),
        extra.items(),
        problems.failures().count(),
        problems.failures().items(),
        problems.warnings().count(),
        problems.warnings().items(),
        Duration.ofNanos(System.nanoTime() - startedAt));
  }
}
