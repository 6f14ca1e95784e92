package io.reactiveregistry.vault;

import com.google.errorprone.annotations.CheckReturnValue;
import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.vault.QualifiedKey.OfLabel;
import io.reactiveregistry.vault.QualifiedKey.OfVersion;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/**
 * A cache over a registry that never serves what a write has replaced.
 *
 * <p><b>What is cached:</b> the bodies of {@code load}, {@code find} and {@code loadAll}: current
 * versions, other versions, and those that labels lead to, in one cache with one bound; and what is
 * absent. {@code exists} is answered from them. All other calls pass through.
 *
 * <p><b>When, threads:</b> the cache is asked at subscription. A hit is signalled on the
 * subscribing thread, or on the one that requests it, whichever that is; a miss as the registry
 * signals it. All who miss the same key at the same time share one read, made with the {@code
 * Context} of the first of them; each may cancel alone, and when all have, the read is cancelled.
 * Errors go to all and are not cached.
 *
 * <p><b>Coherence.</b> No read that is subscribed to after a write has completed gets what that
 * write has replaced:
 *
 * <ul>
 *   <li>over an {@link ObservableRegistry}, for writes through any handle of this process;
 *   <li>over any other registry, for writes through this Vault; one whose subscriber cancels it is
 *       as one through another handle;
 *   <li>what other writes have replaced is dropped when {@link #changes(long)} tells of them. Until
 *       that feed is there, and while it has failed, nothing is cached. A registry without a feed
 *       tells nothing of others; give {@link VaultBuilder#refreshAfter} for those.
 *   <li>{@link VaultBuilder#strict()} sees all writes at once.
 * </ul>
 *
 * <p>Nor does a read go back behind another one that has ended before, also while a write is under
 * way: reads of one id, version or label are linearizable with the writes that are told before they
 * complete. For that a read that a write overtakes is made again, a few times at most.
 *
 * <p>Over an {@link ObservableRegistry} a version stays cached until it is saved again or deleted;
 * saving other versions does not touch it. Any other registry may keep one version only, so there a
 * save drops all of them. The templates of one {@code loadAll} may be of different moments.
 *
 * <p><b>Closing</b> it closes the registry: a Vault takes the place of what it is over. It is
 * thread-safe.
 */
@CheckReturnValue
public final class Vault implements ReactiveRegistry {

  /** How many ids of {@link #loadAll} and {@link #warm} are read at once at most. */
  private static final int READS_AHEAD = 32;

  private final ReactiveRegistry registry;
  private final TemplateCache cache;
  private final Reads reads;
  private final @Nullable WriteInvalidation invalidation;
  private final Disposable.Composite informants = Disposables.composite();

  private Vault(
      ReactiveRegistry registry,
      TemplateCache cache,
      Reads reads,
      @Nullable WriteInvalidation invalidation) {
    this.registry = registry;
    this.cache = cache;
    this.reads = reads;
    this.invalidation = invalidation;
  }

  /** Starts with default options. */
  public static VaultBuilder over(ReactiveRegistry registry) {
    return new VaultBuilder(registry);
  }

  /** Serves what is cached, and is told of writes. */
  static Vault coherent(ReactiveRegistry registry, TemplateCache cache) {
    Reads reads = new CoherentReads(registry, cache);
    Vault vault;
    ChangeFollower follower;
    if (registry instanceof ObservableRegistry observable) {
      vault = new Vault(registry, cache, reads, /* invalidation= */ null);
      vault.informants.add(observable.observe(cache::committed));
      follower = new ChangeFollower(registry, cache, UnaryOperator.identity());
    } else {
      vault = new Vault(registry, cache, reads, new WriteInvalidation(cache));
      follower = new ChangeFollower(registry, cache, WriteInvalidation::understood);
    }
    vault.informants.add(follower.follow());
    return vault;
  }

  /** Asks for the state of the storage before each read, so nobody has to tell of writes. */
  static Vault strict(ObservableRegistry registry, TemplateCache cache) {
    cache.resume();
    return new Vault(registry, cache, new StrictReads(registry, cache), /* invalidation= */ null);
  }

  @Override
  public Mono<TemplateSpec> load(String id) {
    return reads.load(id);
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return reads.load(new OfVersion(id, version));
  }

  @Override
  public Mono<TemplateSpec> load(TemplateRef ref) {
    if (ref == null) {
      return registry.load(ref);
    }
    if (ref.version() != null) {
      return load(ref.id(), ref.version());
    }
    return ref.label() != null ? reads.load(new OfLabel(ref.id(), ref.label())) : load(ref.id());
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return reads.find(id);
  }

  @Override
  public Flux<TemplateSpec> loadAll(Publisher<String> ids) {
    // Errors travel as values, so that they do not overtake the templates before them. When it is
    // closed it is the registry that refuses.
    return Flux.defer(
        () ->
            cache.isOpen()
                ? Flux.from(ids)
                    .materialize()
                    .flatMapSequential(this::loadSignal, READS_AHEAD, 1)
                    .<TemplateSpec>dematerialize()
                : registry.loadAll(ids));
  }

  private Publisher<Signal<TemplateSpec>> loadSignal(Signal<String> id) {
    if (id.isOnNext()) {
      return load(Objects.requireNonNull(id.get())).materialize();
    }
    return Mono.just(
        id.isOnError()
            ? Signal.error(Objects.requireNonNull(id.getThrowable()))
            : Signal.complete());
  }

  @Override
  public Flux<String> listIds() {
    return registry.listIds();
  }

  @Override
  public Flux<String> listIds(IdRange range) {
    return registry.listIds(range);
  }

  @Override
  public Flux<String> listVersions(String id) {
    return registry.listVersions(id);
  }

  @Override
  public Mono<Map<String, String>> labels(String id) {
    return registry.labels(id);
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return reads.exists(id);
  }

  @Override
  public Mono<Long> count() {
    return registry.count();
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return registry.metadata();
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    Mono<Commit> write = registry.save(spec);
    return invalidation == null ? write : invalidation.after(write, spec, WriteInvalidation::saved);
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec, WriteCondition condition) {
    Mono<Commit> write = registry.save(spec, condition);
    return invalidation == null ? write : invalidation.after(write, spec, WriteInvalidation::saved);
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return invalidation == null
        ? registry.saveBatch(specs)
        : invalidation.afterAll(registry::saveBatch, specs, WriteInvalidation::saved);
  }

  @Override
  public Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize) {
    return invalidation == null
        ? registry.saveAll(specs, batchSize)
        : invalidation.afterEach(source -> registry.saveAll(source, batchSize), specs, batchSize);
  }

  @Override
  public Mono<Commit> delete(String id) {
    return afterWriteTo(id, registry.delete(id));
  }

  @Override
  public Mono<Commit> delete(String id, WriteCondition condition) {
    return afterWriteTo(id, registry.delete(id, condition));
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return invalidation == null
        ? registry.deleteBatch(ids)
        : invalidation.afterAll(registry::deleteBatch, ids, WriteInvalidation::written);
  }

  @Override
  public Mono<Commit> deleteVersion(String id, String version, boolean force) {
    return afterWriteTo(id, registry.deleteVersion(id, version, force));
  }

  @Override
  public Mono<Commit> rollback(String id, String version) {
    return afterWriteTo(id, registry.rollback(id, version));
  }

  private Mono<Commit> afterWriteTo(String id, Mono<Commit> write) {
    return invalidation == null ? write : invalidation.after(write, id, WriteInvalidation::written);
  }

  @Override
  public Mono<Commit> moveLabels(Collection<LabelMove> moves) {
    return invalidation == null
        ? registry.moveLabels(moves)
        : invalidation.afterAll(registry::moveLabels, moves, WriteInvalidation::moved);
  }

  @Override
  public Flux<TemplateChange> changes() {
    return registry.changes();
  }

  @Override
  public Flux<TemplateChange> changes(long afterRevision) {
    return registry.changes(afterRevision);
  }

  /**
   * Drops everything that is cached of one template: its current version, its other versions, its
   * labels, and that it is absent. A read under way is not kept either. Needed only where nobody
   * tells of a write.
   */
  public void invalidate(String id) {
    cache.invalidateAllOf(Objects.requireNonNull(id, "id"));
  }

  /** Drops everything, as {@link #invalidate} does. Takes no longer when there is much. */
  public void invalidateAll() {
    cache.invalidateAll();
  }

  /**
   * Reads the current versions of templates into the cache, those that are not there already.
   *
   * <p><b>When:</b> at subscription; ids are requested a bounded number ahead. <b>Emits:</b>
   * nothing; completes when all are read. An id that is absent is passed over. <b>Threads:</b> as
   * for other reads. <b>Cancellation:</b> stops it; what is read by then stays cached.
   * <b>Errors:</b> as {@link #loadAll}, but for absent ids; an error of {@code ids}. The first one
   * ends it.
   */
  public Mono<Void> warm(Publisher<String> ids) {
    return Flux.defer(() -> ids).flatMap(this::find, READS_AHEAD, 1).then();
  }

  /** Whether what is read now is kept. */
  boolean isCaching() {
    return cache.isKeeping();
  }

  /** What it has done since it was built. */
  public VaultStats stats() {
    return cache.stats();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Drops what is cached, ends what it has subscribed to, and closes the registry.
   */
  @Override
  public Mono<Void> closeAsync() {
    return Mono.defer(
        () -> {
          release();
          return reads.end().then(registry.closeAsync());
        });
  }

  @Override
  public void close() {
    reads.end().block();
    registry.close(); // refuses where it must not block, and then everything stays as it is
    release();
  }

  private void release() {
    cache.close();
    informants.dispose();
  }
}
