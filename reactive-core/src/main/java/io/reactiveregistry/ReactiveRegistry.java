package io.reactiveregistry;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A registry of versioned templates that never blocks its callers.
 *
 * <p>What holds for every method that returns a publisher, and is said here once:
 *
 * <ul>
 *   <li><b>When:</b> nothing happens before subscription; each subscription is a separate act.
 *       Arguments are checked at subscription too, so that every error arrives as a signal.
 *   <li><b>Threads:</b> the subscribing thread is never blocked. Signals arrive on a thread of the
 *       registry that rejects blocking calls, as {@code Schedulers.parallel()} does; move long work
 *       elsewhere with {@code publishOn}. Those of a {@code Flux} may also arrive on the thread
 *       that requests them, or on that of the publisher it was given; a refusal, and what a cache
 *       has at hand, may arrive on the subscribing thread. The subscriber's {@code Context} is
 *       kept.
 *   <li><b>Errors:</b> are of the sealed family {@link
 *       io.reactiveregistry.error.RegistryException}. Any call can signal {@link
 *       io.reactiveregistry.error.OverloadedException} (retryable, at once, nothing done) and
 *       {@link io.reactiveregistry.error.RegistryClosedException}.
 *   <li><b>Read your writes:</b> a read subscribed to after a write completed sees that write.
 *   <li><b>Order:</b> the writes of one subscriber take effect in the order subscribed, and
 *       revisions strictly increase.
 * </ul>
 *
 * <p>Implementations are thread-safe. A value handed out never refers to storage.
 */
public interface ReactiveRegistry extends AutoCloseable {

  /**
   * Loads the current version, which is the one saved last.
   *
   * <p><b>Emits:</b> the template; never empty. <b>Backpressure:</b> honoured. <b>Cancellation:</b>
   * drops the result. <b>Errors:</b> {@link io.reactiveregistry.error.TemplateNotFoundException}
   * when absent; {@link io.reactiveregistry.error.InvalidTemplateException} when no template can
   * have this id; {@link io.reactiveregistry.error.CorruptTemplateException} when its record is
   * damaged; none of them retryable.
   */
  Mono<TemplateSpec> load(String id);

  /**
   * Loads one version: that version's own body, never another's.
   *
   * <p>As {@link #load(String)}; {@link io.reactiveregistry.error.TemplateNotFoundException} also
   * when the template exists but not in this version.
   */
  Mono<TemplateSpec> load(String id, String version);

  /**
   * Loads the current version, one version, or the version on which a label stands.
   *
   * <p>As {@link #load(String)}; {@link io.reactiveregistry.error.TemplateNotFoundException} also
   * when the template has no such version or label. A label and the body it leads to are of one
   * snapshot.
   */
  Mono<TemplateSpec> load(TemplateRef ref);

  /**
   * Loads the current version if there is one.
   *
   * <p>As {@link #load(String)}, but <b>empty</b> when absent.
   */
  Mono<TemplateSpec> find(String id);

  /**
   * Loads the current versions of many templates, many of them from one snapshot.
   *
   * <p><b>Emits:</b> one template for each id, in the order of the ids, repeated ids included.
   * <b>Backpressure:</b> honoured; ids are requested a bounded number ahead. <b>Cancellation:</b>
   * cancels {@code ids} and drops what is under way. <b>Errors:</b> as {@link #load(String)}, after
   * the templates of all ids before the one in error; then {@code ids} is cancelled. An error of
   * {@code ids} arrives after the templates of all ids before it.
   */
  Flux<TemplateSpec> loadAll(Publisher<String> ids);

  /**
   * Lists every id.
   *
   * <p>As {@link #listIds(IdRange)} with {@link IdRange#all()}.
   */
  Flux<String> listIds();

  /**
   * Lists the ids of a range, ascending as {@link TemplateOrder#ids()} has it.
   *
   * <p><b>Emits:</b> each id once. The listing is read in pages, each of them one snapshot; an id
   * that is there during the whole listing is emitted, one saved or deleted meanwhile may be.
   * <b>Backpressure:</b> honoured; nothing is read before there is demand, and no resource of the
   * storage is held while waiting for it. <b>Cancellation:</b> stops the listing. <b>Errors:</b>
   * only those common to all calls. To resume after one, list {@code range.after(lastIdSeen)}.
   */
  Flux<String> listIds(IdRange range);

  /**
   * Lists the versions of a template that can be loaded, oldest first as {@link
   * TemplateOrder#versions()} has it.
   *
   * <p><b>Emits:</b> each version once, from one snapshot; empty when there is no such template.
   * <b>Backpressure:</b> honoured. <b>Cancellation:</b> drops the result. <b>Errors:</b> {@link
   * io.reactiveregistry.error.InvalidTemplateException} when no template can have this id.
   */
  Flux<String> listVersions(String id);

  /**
   * Compares two versions of a template.
   *
   * <p><b>Emits:</b> how {@code to} differs from {@code from}; never empty. <b>Threads:</b> it is
   * made on {@link Schedulers#boundedElastic()}, since long texts take their time, and signalled
   * there. <b>Errors:</b> as {@link #load(String, String)}, for either version.
   */
  default Mono<TemplateDiff> diff(String id, String from, String to) {
    return Mono.zip(load(id, from), load(id, to))
        .publishOn(Schedulers.boundedElastic())
        .map(both -> TemplateDiff.between(both.getT1(), both.getT2()));
  }

  /**
   * Lists the labels of a template.
   *
   * <p><b>Emits:</b> the version on which each label stands, by label in the order of {@link
   * TemplateOrder#ids()}, from one snapshot; an empty map when there is none, or no such template.
   * <b>Cancellation:</b> drops the result. <b>Errors:</b> {@link
   * io.reactiveregistry.error.InvalidTemplateException} when no template can have this id.
   */
  Mono<Map<String, String>> labels(String id);

  /**
   * Whether there is a template with this id.
   *
   * <p><b>Emits:</b> true or false. <b>Cancellation:</b> drops the result. <b>Errors:</b> {@link
   * io.reactiveregistry.error.InvalidTemplateException} when no template can have this id.
   */
  Mono<Boolean> exists(String id);

  /**
   * Counts the templates, each once whatever the number of its versions.
   *
   * <p><b>Emits:</b> the exact number at one moment. <b>Cancellation:</b> drops the result.
   */
  Mono<Long> count();

  /**
   * Describes the registry as a whole.
   *
   * <p><b>Emits:</b> count, time and revision of one moment. <b>Cancellation:</b> drops the result.
   */
  Mono<RegistryMetadata> metadata();

  /**
   * Saves a template and makes it the current one; the version it replaces can still be loaded by
   * its version where the registry keeps versions. Saving a version again replaces its body.
   *
   * <p><b>Emits:</b> the commit, once the template is stored as durably as the registry promises;
   * never empty. <b>Cancellation:</b> before the write has begun, the template is not saved; after
   * that it is, and the result is dropped. <b>Errors:</b> {@link
   * io.reactiveregistry.error.InvalidTemplateException} when the template is greater than the
   * registry takes; {@link io.reactiveregistry.error.MapFullException} and {@link
   * io.reactiveregistry.error.StoreFullException} when there is no room; {@link
   * io.reactiveregistry.error.StorageException} when writing fails; {@link
   * io.reactiveregistry.error.ReadOnlyRegistryException}.
   */
  Mono<Commit> save(TemplateSpec spec);

  /**
   * Saves a template if a condition holds, which is looked at in the transaction that saves.
   *
   * <p>As {@link #save(TemplateSpec)}; {@link io.reactiveregistry.error.ConflictException} when the
   * condition does not hold, and then nothing is saved. It is not retryable as it is: load the
   * template again and decide anew.
   */
  Mono<Commit> save(TemplateSpec spec, WriteCondition condition);

  /**
   * Saves many templates as one unit: all or nothing.
   *
   * <p>Several versions of one id are saved in the order given, the last becomes current. The same
   * version twice must have the same body; with two bodies the batch is refused, since it does not
   * say which one is meant. The collection is copied at subscription. An empty one changes nothing
   * and emits a commit with the revision of the last write.
   *
   * <p><b>Emits:</b> one commit. <b>Cancellation:</b> as {@link #save(TemplateSpec)}, for the whole
   * batch. <b>Errors:</b> as {@link #save(TemplateSpec)}; {@link
   * io.reactiveregistry.error.InvalidTemplateException} names the member, as {@code specs[3]}.
   */
  Mono<Commit> saveBatch(Collection<TemplateSpec> specs);

  /**
   * Saves a stream of templates in batches, each one unit as in {@link #saveBatch}.
   *
   * <p><b>Emits:</b> one commit for each batch, in order; empty when {@code specs} is. The last
   * batch may be smaller. <b>Backpressure:</b> honoured: one batch is written at a time, and the
   * next one is collected meanwhile; {@code specs} sees demand for those two only.
   * <b>Cancellation:</b> cancels {@code specs}; committed batches stay, an unfinished one is
   * dropped. <b>Errors:</b> an error of {@code specs} arrives after the commits of all full batches
   * before it, and the unfinished batch is not written. A batch that fails ends the stream with its
   * error; the commits before it stay.
   *
   * @param batchSize how many templates make a batch, at least 1
   */
  Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize);

  /**
   * Deletes a template with all its versions.
   *
   * <p><b>Emits:</b> the commit, as {@link #save(TemplateSpec)} does. <b>Cancellation:</b> as
   * {@link #save(TemplateSpec)}. <b>Errors:</b> {@link
   * io.reactiveregistry.error.TemplateNotFoundException} when absent, otherwise as {@link
   * #save(TemplateSpec)}.
   */
  Mono<Commit> delete(String id);

  /**
   * Deletes a template with all its versions if a condition holds, which is looked at in the
   * transaction that deletes.
   *
   * <p>As {@link #delete(String)}, which is this with {@link WriteCondition#any()}; {@link
   * io.reactiveregistry.error.ConflictException} when the condition does not hold, and then nothing
   * is deleted. It is not retryable as it is: load the template again and decide anew. A template
   * that is absent is a conflict for {@link WriteCondition#present()} and {@link
   * WriteCondition#contentHash}. {@link io.reactiveregistry.error.InvalidTemplateException} for
   * {@link WriteCondition#absent()}, under which there is nothing to delete.
   */
  Mono<Commit> delete(String id, WriteCondition condition);

  /**
   * Deletes many templates as one unit: all or nothing.
   *
   * <p>An id given twice counts once. The collection is copied at subscription. As {@link
   * #delete(String)}; {@link io.reactiveregistry.error.TemplateNotFoundException} names the first
   * id that is absent, and then nothing is deleted. An empty collection is treated as by {@link
   * #saveBatch}.
   */
  Mono<Commit> deleteBatch(Collection<String> ids);

  /**
   * Deletes one version, unless a label stands on it.
   *
   * <p>As {@link #deleteVersion(String, String, boolean)} without force.
   */
  default Mono<Commit> deleteVersion(String id, String version) {
    return deleteVersion(id, version, false);
  }

  /**
   * Deletes one version. When it is the current one, the newest of the others, as {@link
   * TemplateOrder#versions()} has it, becomes current; when there are no others, the template is
   * deleted.
   *
   * <p><b>Emits:</b> the commit, as {@link #save(TemplateSpec)} does. <b>Cancellation:</b> as
   * {@link #save(TemplateSpec)}. <b>Errors:</b> {@link
   * io.reactiveregistry.error.TemplateNotFoundException} when the template has no such version;
   * {@link io.reactiveregistry.error.LabelledVersionException} when labels stand on it and {@code
   * force} is false; otherwise as {@link #save(TemplateSpec)}.
   *
   * @param force whether to remove labels that stand on it, too
   */
  Mono<Commit> deleteVersion(String id, String version, boolean force);

  /**
   * Makes an older version the current one again, with the body it had. The version that was
   * current stays loadable. Nothing changes when it is the current one already; then the commit has
   * the revision of the last write.
   *
   * <p><b>Emits:</b> the commit, as {@link #save(TemplateSpec)} does. <b>Cancellation:</b> as
   * {@link #save(TemplateSpec)}. <b>Errors:</b> {@link
   * io.reactiveregistry.error.TemplateNotFoundException} when the template has no such version;
   * otherwise as {@link #save(TemplateSpec)}.
   */
  Mono<Commit> rollback(String id, String version);

  /**
   * Puts a label on a version, wherever it stands.
   *
   * <p>As {@link #moveLabels(Collection)} with one move.
   */
  default Mono<Commit> setLabel(String id, String label, String version) {
    return Mono.defer(() -> moveLabels(List.of(LabelMove.to(id, label, version))));
  }

  /**
   * Removes a label.
   *
   * <p>As {@link #moveLabels(Collection)} with one move.
   */
  default Mono<Commit> removeLabel(String id, String label) {
    return Mono.defer(() -> moveLabels(List.of(LabelMove.remove(id, label))));
  }

  /**
   * Moves labels, of one template or of many, as one unit: a release. Nobody sees some of them
   * moved and others not.
   *
   * <p>The moves are made in the order given. A label that stands where it shall stand is left
   * there; when that is so for all, nothing changes and the commit has the revision of the last
   * write. The collection is copied at subscription.
   *
   * <p><b>Emits:</b> one commit. <b>Cancellation:</b> as {@link #save(TemplateSpec)}, for all
   * moves. <b>Errors:</b> {@link io.reactiveregistry.error.TemplateNotFoundException} when a
   * template has no such version, or there is no label to be removed; {@link
   * io.reactiveregistry.error.ConflictException} when a condition does not hold; and then no label
   * is moved. {@link io.reactiveregistry.error.UnsupportedFeatureException} where a registry has no
   * labels. Otherwise as {@link #save(TemplateSpec)}.
   */
  Mono<Commit> moveLabels(Collection<LabelMove> moves);

  /**
   * Tells every change from now on: those of all writes that complete after the subscription.
   *
   * <p>As {@link #changes(long)} with the revision of the last write. A write by another process
   * counts from when it is noticed.
   */
  Flux<TemplateChange> changes();

  /**
   * Tells every change after a revision, what is stored first and then what happens, each once and
   * in order.
   *
   * <p>The changes of one write have the same revision. To go on later, ask for what follows the
   * last revision of which all changes have arrived; that is certain once one of a greater revision
   * has.
   *
   * <p><b>Emits:</b> changes without end. <b>Backpressure:</b> honoured; who is slow gets them from
   * the storage when asking again, and slows nobody. <b>Cancellation:</b> ends it. <b>Errors:</b>
   * {@link io.reactiveregistry.error.ChangesCompactedException} when changes that should follow are
   * not stored any more: read everything again, and go on from its {@code oldestAvailable()}. Once
   * the registry is closed, {@link io.reactiveregistry.error.RegistryClosedException}.
   *
   * @param afterRevision the last revision already known, 0 for none
   */
  Flux<TemplateChange> changes(long afterRevision);

  /**
   * Closes the registry: every call accepted before is answered, every call after it fails with
   * {@link io.reactiveregistry.error.RegistryClosedException}; then everything is released.
   *
   * <p><b>When:</b> the first subscription begins it. <b>Emits:</b> nothing; completes when all is
   * released, for every subscriber and however often. <b>Cancellation:</b> does not stop it. A
   * listing under way ends with {@link io.reactiveregistry.error.RegistryClosedException}.
   */
  Mono<Void> closeAsync();

  /** Closes as {@link #closeAsync()} does and waits until all is released. Blocks. */
  @Override
  void close();
}
