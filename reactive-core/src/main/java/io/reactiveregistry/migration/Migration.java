package io.reactiveregistry.migration;

import io.reactiveregistry.ReactiveRegistry;
import reactor.core.publisher.Mono;

/**
 * Copies the templates of one registry to another, and checks that two registries hold the same.
 *
 * <p>What holds for both jobs:
 *
 * <ul>
 *   <li><b>When:</b> nothing happens before subscription; each subscription is a job of its own.
 *   <li><b>Nothing in silence:</b> what could not be read, compared or written is in the report,
 *       with its reason. A registry that is an {@link io.reactiveregistry.AuditableRegistry} is
 *       audited first, so that a file which no id leads to is reported too.
 *   <li><b>Memory:</b> a bounded number of templates is in flight, however many there are. One
 *       template is held with all of its differing versions.
 *   <li><b>Overload:</b> a call that is refused with {@link
 *       io.reactiveregistry.error.OverloadedException} is repeated after a growing pause, for about
 *       half a minute.
 *   <li><b>Threads:</b> signals arrive on threads of the registries or on {@code
 *       Schedulers.parallel()}; no thread is ever blocked.
 *   <li><b>Concurrent changes:</b> the report describes each template at the moment it was
 *       compared. Neither registry is locked, and neither is closed afterwards.
 * </ul>
 */
public final class Migration {

  private Migration() {}

  /** Migrates with the defaults of {@link MigrationOptions}. */
  public static Mono<MigrationReport> migrate(ReactiveRegistry source, ReactiveRegistry target) {
    return migrate(source, target, MigrationOptions.defaults());
  }

  /**
   * Copies every template of the source to the target.
   *
   * <p>An empty target is filled. One that holds templates is refused, unless {@link
   * MigrationOptions#overwrite()} is set, and is then made equal to the source by differences:
   * templates that are equal are not written, those that differ are saved, those that the source
   * lacks are deleted. So it serves its readers all the time, and a repetition writes nothing.
   *
   * <p>While the source holds items that cannot be read and that no id leads to, nothing is
   * deleted, since each of them may be the source of a template that seems to be superfluous; a
   * warning says how many were kept. Of a template that stays, versions that only the target has
   * stay too: they are its history.
   *
   * <p>Templates are written in batches, each one unit. Older versions of a template go before its
   * current one, in the same unit. When the target refuses a batch because of a member, the batch
   * is divided until that member is alone; it is reported, and all others are written.
   *
   * <p><b>Emits:</b> the report; never empty. <b>Cancellation:</b> stops at once; batches already
   * committed stay. <b>Errors:</b> {@link io.reactiveregistry.error.TargetNotEmptyException} before
   * anything is written; whatever concerns a registry as a whole (closed, full, read-only, input
   * and output) ends the migration with that error, and batches committed before it stay. In both
   * cases a repetition with {@code overwrite} continues where it stopped.
   */
  public static Mono<MigrationReport> migrate(
      ReactiveRegistry source, ReactiveRegistry target, MigrationOptions options) {
    return Mono.defer(() -> new MigrationRun(source, target, options).run());
  }

  /** Verifies with the defaults of {@link MigrationOptions}. */
  public static Mono<VerificationReport> verify(ReactiveRegistry source, ReactiveRegistry target) {
    return verify(source, target, MigrationOptions.defaults());
  }

  /**
   * Compares every template of the source with the one of the target; writes nothing.
   *
   * <p>Of the options, {@link MigrationOptions#versions()}, {@link MigrationOptions#onProgress()}
   * and {@link MigrationOptions#maxReportedItems()} are used. Versions that only the target has are
   * no difference: they are its history.
   *
   * <p><b>Emits:</b> the report; never empty. <b>Cancellation:</b> stops at once. <b>Errors:</b>
   * whatever concerns a registry as a whole.
   */
  public static Mono<VerificationReport> verify(
      ReactiveRegistry source, ReactiveRegistry target, MigrationOptions options) {
    return Mono.defer(() -> new VerificationRun(source, target, options).run());
  }
}
