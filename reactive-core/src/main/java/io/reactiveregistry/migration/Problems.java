package io.reactiveregistry.migration;

import io.reactiveregistry.AuditableRegistry;
import io.reactiveregistry.AuditableRegistry.Finding;
import io.reactiveregistry.AuditableRegistry.Severity;
import io.reactiveregistry.ReactiveRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;

/** What a report says beside its counts. */
record Problems(Tally<Finding> failures, Tally<Finding> warnings) {

  Problems(int limit) {
    this(new Tally<>(limit), new Tally<>(limit));
  }

  /** What the registry itself knows to be wrong with it. */
  static Flux<Finding> audit(ReactiveRegistry registry) {
    return registry instanceof AuditableRegistry auditable
        ? Flux.defer(() -> repeatedUntilBegun(auditable.audit()))
        : Flux.empty();
  }

  /** An audit cannot be resumed, and a repetition would find the same things twice. */
  private static Flux<Finding> repeatedUntilBegun(Flux<Finding> audit) {
    AtomicBoolean begun = new AtomicBoolean();
    return audit
        .doOnNext(finding -> begun.set(true))
        .retryWhen(Overload.backoff().filter(error -> Overload.isRetryable(error) && !begun.get()));
  }

  void add(Finding finding) {
    (finding.severity() == Severity.ERROR ? failures : warnings).add(finding);
  }

  void fail(String location, Throwable reason) {
    failures.add(finding(Severity.ERROR, location, reason));
  }

  void warn(String location, String reason) {
    warnings.add(new Finding(Severity.WARNING, location, reason));
  }

  static Finding finding(Severity severity, String location, Throwable reason) {
    return new Finding(
        severity, location, reason.getMessage() == null ? reason.toString() : reason.getMessage());
  }
}
