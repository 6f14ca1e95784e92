package io.reactiveregistry.migration;

import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.CorruptTemplateException;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.migration.Comparison.Verdict;
import io.reactiveregistry.migration.MigrationOptions.Versions;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Compares the templates of two registries, id by id. */
final class TemplateComparison {

  /** Enough to keep every reader of both registries busy. */
  private static final int TEMPLATES_IN_FLIGHT = 64;

  private final ReactiveRegistry source;
  private final ReactiveRegistry target;
  private final Versions versions;

  TemplateComparison(ReactiveRegistry source, ReactiveRegistry target, Versions versions) {
    this.source = source;
    this.target = target;
    this.versions = versions;
  }

  /** One comparison for each id of either registry, ascending. */
  Flux<Comparison> compareAll() {
    return IdListing.merge(source, target).flatMapSequential(this::compare, TEMPLATES_IN_FLIGHT);
  }

  private Mono<Comparison> compare(IdListing.Entry entry) {
    return entry.inSource()
        ? Overload.retry(source.load(entry.id()))
            .flatMap(current -> compare(current, entry.inTarget()))
            .onErrorResume(
                TemplateComparison::isOfOneTemplate,
                error ->
                    Mono.just(
                        Comparison.unreadable(
                            entry.id(), Problems.finding(Severity.ERROR, entry.id(), error))))
        : Mono.just(Comparison.onlyInTarget(entry.id()));
  }

  private Mono<Comparison> compare(TemplateSpec current, boolean inTarget) {
    List<TemplateSpec> differing = new ArrayList<>(1);
    List<Finding> failures = new ArrayList<>(0);
    Mono<Boolean> currentDiffers =
        inTarget ? differs(current, target.load(current.id())) : Mono.just(true);
    return olderVersions(current, failures)
        .filterWhen(older -> olderDiffers(older, inTarget))
        .doOnNext(differing::add)
        .then(currentDiffers)
        .map(
            differs -> {
              if (differs || !differing.isEmpty()) {
                differing.add(current);
              }
              return new Comparison(
                  current.id(), verdict(inTarget, differing), differing, failures);
            });
  }

  private static Verdict verdict(boolean inTarget, List<TemplateSpec> differing) {
    if (!inTarget) {
      return Verdict.ONLY_IN_SOURCE;
    }
    return differing.isEmpty() ? Verdict.SAME : Verdict.DIFFERENT;
  }

  private Flux<TemplateSpec> olderVersions(TemplateSpec current, List<Finding> failures) {
    if (versions == Versions.CURRENT) {
      return Flux.empty();
    }
    return Overload.retry(source.listVersions(current.id()).collectList())
        .flatMapIterable(all -> all)
        .filter(version -> !version.equals(current.version()))
        .concatMap(version -> olderVersion(current.id(), version, failures));
  }

  private Mono<TemplateSpec> olderVersion(String id, String version, List<Finding> failures) {
    return Overload.retry(source.load(id, version))
        .onErrorResume(
            TemplateComparison::isOfOneTemplate,
            error -> {
              failures.add(Problems.finding(Severity.ERROR, id + ":" + version, error));
              return Mono.empty();
            });
  }

  private Mono<Boolean> olderDiffers(TemplateSpec older, boolean inTarget) {
    return inTarget ? differs(older, target.load(older.id(), older.version())) : Mono.just(true);
  }

  /** A record that is absent or damaged differs: saving it again is what mends it. */
  private static Mono<Boolean> differs(TemplateSpec wanted, Mono<TemplateSpec> present) {
    return Overload.retry(present)
        .map(found -> !found.equals(wanted))
        .onErrorResume(TemplateComparison::isOfOneTemplate, error -> Mono.just(true));
  }

  /** Whether other templates can still be read or written after this error. */
  static boolean isOfOneTemplate(Throwable error) {
    return error instanceof CorruptTemplateException
        || error instanceof TemplateNotFoundException
        || error instanceof InvalidTemplateException;
  }
}
