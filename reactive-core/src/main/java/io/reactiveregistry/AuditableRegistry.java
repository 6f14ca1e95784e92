package io.reactiveregistry;

import reactor.core.publisher.Flux;

/**
 * A registry whose storage people edit by other means, so that it can hold items which no id leads
 * to: a file that does not parse, say. Bulk jobs ask for them, so that nothing is skipped in
 * silence.
 */
public interface AuditableRegistry extends ReactiveRegistry {

  /**
   * What this registry holds but cannot serve, and what it serves only in part.
   *
   * <p><b>When:</b> everything is examined again for each subscription. <b>Emits:</b> one finding
   * per problem; empty when all is well. <b>Threads:</b> as for {@link #listIds()}.
   * <b>Backpressure:</b> honoured. <b>Cancellation:</b> stops the examination. <b>Errors:</b> as
   * for {@link #listIds()}.
   */
  Flux<Finding> audit();

  /**
   * One problem.
   *
   * @param severity whether the item is unusable
   * @param location what to look at, for example a file's path
   * @param reason what is wrong with it
   */
  record Finding(Severity severity, String location, String reason) {}

  /** How bad a finding is. */
  enum Severity {
    /** The item is served, but something in it is not. */
    WARNING,
    /** The item cannot be served. */
    ERROR
  }
}
