package io.reactiveregistry.contract;

import io.reactiveregistry.Commit;
import io.reactiveregistry.CommitObserver;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ObservableRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.LabelledVersionException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The contract in its simplest form, to test the suite with and to stand in for a real registry in
 * the tests of its users. It keeps replaced versions, and every change there ever was.
 *
 * <p>One thread, borrowed from {@link Schedulers#parallel()}, does everything and nothing else
 * touches the state, so every call is a moment of its own and no lock is needed. Closing is one
 * more call in the queue of that thread.
 */
public final class InMemoryRegistry implements ObservableRegistry {

  private static final String NAME = "memory";
  private static final int IDS_AHEAD = 32;

  private final Scheduler scheduler = Schedulers.single(Schedulers.parallel());
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final Mono<Void> closed =
      Mono.<Void>fromRunnable(this::refuseFromNowOn).subscribeOn(scheduler).cache();

  // Confined to the scheduler's thread.
  private final NavigableMap<String, StoredTemplate> templates = new TreeMap<>(TemplateOrder.ids());
  private final ChangeLog log = new ChangeLog();
  private boolean refusing;
  private @Nullable Instant lastModified;

  // By what makes each observation different from another one of the same observer.
  private final Map<Object, CommitObserver> observers = new ConcurrentHashMap<>();

  @Override
  public Mono<TemplateSpec> load(String id) {
    return call(() -> present(id).current());
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return call(
        () -> {
          TemplateSpec.requireValidVersion(id, version);
          return present(id, version).version(version);
        });
  }

  @Override
  public Mono<TemplateSpec> load(TemplateRef ref) {
    return call(
        () -> {
          String id = WriteRules.requireNonNull(ref, "ref").id();
          if (ref.version() != null) {
            return present(id, ref.version()).version(ref.version());
          }
          return ref.label() != null ? labelled(id, ref.label()) : present(id).current();
        });
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return call(() -> stored(id).map(StoredTemplate::current).orElse(null));
  }

  /** An error of the ids travels as an element, so that it cannot overtake the ids before it. */
  @Override
  public Flux<TemplateSpec> loadAll(Publisher<String> ids) {
    return call(() -> null)
        .thenMany(
            Flux.from(ids)
                .materialize()
                .concatMap(
                    signal -> signal.isOnNext() ? load(valueOf(signal)) : end(signal), IDS_AHEAD));
  }

  @Override
  public Flux<String> listIds() {
    return listIds(IdRange.all());
  }

  /**
   * Looks for the next id whenever one is requested, on the thread of the registry. The call at the
   * end fails where closing has ended the listing early.
   */
  @Override
  public Flux<String> listIds(IdRange range) {
    return Flux.generate(() -> range, this::nextId)
        .subscribeOn(scheduler)
        .takeUntilOther(closing.asMono())
        .concatWith(call(() -> null));
  }

  @Override
  public Flux<String> listVersions(String id) {
    return call(() -> stored(id).map(StoredTemplate::versions).orElse(List.of()))
        .flatMapIterable(versions -> versions);
  }

  @Override
  public Mono<Map<String, String>> labels(String id) {
    return call(() -> stored(id).map(StoredTemplate::labels).orElse(Map.of()));
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return call(() -> stored(id).isPresent());
  }

  @Override
  public Mono<Long> count() {
    return call(() -> (long) templates.size());
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return call(() -> new RegistryMetadata(templates.size(), lastModified, log.revision()));
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return save(spec, WriteCondition.any());
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec, WriteCondition condition) {
    return call(
        () -> {
          WriteRules.requireFitting(spec);
          WriteRules.requireNonNull(condition, "condition");
          condition.requireMet(
              spec.id(), stored(spec.id()).map(StoredTemplate::current).orElse(null));
          return commit(List.of(put(spec)), 1, 0);
        });
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return Mono.defer(
        () -> {
          List<TemplateSpec> copy = new ArrayList<>(specs);
          return call(
              () -> {
                WriteRules.requireValidSpecs(copy);
                return commit(copy.stream().map(this::put).toList(), copy.size(), 0);
              });
        });
  }

  @Override
  public Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize) {
    return call(() -> WriteRules.requireBatchSize(batchSize))
        .thenMany(
            Flux.defer(() -> Flux.from(specs).buffer(batchSize))
                .materialize()
                .concatMap(
                    signal -> signal.isOnNext() ? saveBatch(valueOf(signal)) : end(signal), 1));
  }

  @Override
  public Mono<Commit> delete(String id) {
    return delete(id, WriteCondition.any());
  }

  @Override
  public Mono<Commit> delete(String id, WriteCondition condition) {
    return call(
        () -> {
          Optional<StoredTemplate> stored = stored(id);
          WriteRules.requireNonNull(condition, "condition").requireFitForDelete();
          condition.requireMet(id, stored.map(StoredTemplate::current).orElse(null));
          present(id);
          return commit(List.of(remove(id)), 0, 1);
        });
  }

  @Override
  public Mono<Commit> deleteBatch(Collection<String> ids) {
    return Mono.defer(
        () -> {
          List<String> copy = new ArrayList<>(ids);
          return call(
              () -> {
                Set<String> distinct = new LinkedHashSet<>(copy);
                WriteRules.requireValidIds(copy);
                distinct.forEach(this::present);
                return commit(distinct.stream().map(this::remove).toList(), 0, distinct.size());
              });
        });
  }

  @Override
  public Mono<Commit> deleteVersion(String id, String version, boolean force) {
    return call(
        () -> {
          TemplateSpec.requireValidVersion(id, version);
          StoredTemplate template = present(id, version);
          List<String> labels = template.labelsOf(version);
          if (!force && !labels.isEmpty()) {
            throw new LabelledVersionException(id, version, labels);
          }
          return template.hasOtherVersions()
              ? commit(deleteVersion(template, version), 0, 1)
              : commit(List.of(remove(id)), 0, 1);
        });
  }

  private List<TemplateChange> deleteVersion(StoredTemplate template, String version) {
    String id = template.id();
    List<TemplateChange> changes = new ArrayList<>();
    for (String label : template.labelsOf(version)) {
      changes.add(new TemplateChange.LabelMoved(next(), id, label, null));
    }
    changes.add(new TemplateChange.VersionDeleted(next(), id, version));
    boolean current = template.isCurrent(version);
    template.deleteVersion(version);
    if (current) {
      changes.add(new TemplateChange.Saved(next(), id, template.current().version()));
    }
    return changes;
  }

  @Override
  public Mono<Commit> rollback(String id, String version) {
    return call(
        () -> {
          TemplateSpec.requireValidVersion(id, version);
          StoredTemplate template = present(id, version);
          if (template.isCurrent(version)) {
            return commit(List.of(), 0, 0);
          }
          template.makeCurrent(version);
          return commit(List.of(new TemplateChange.Saved(next(), id, version)), 1, 0);
        });
  }

  @Override
  public Mono<Commit> moveLabels(Collection<LabelMove> moves) {
    return Mono.defer(
        () -> {
          List<LabelMove> copy = new ArrayList<>(WriteRules.requireNonNull(moves, "moves"));
          return call(
              () -> {
                WriteRules.requireValidMoves(copy);
                Release release = new Release(templates);
                copy.forEach(release::add);
                return commit(release.complete().stream().map(this::moved).toList(), 0, 0);
              });
        });
  }

  private TemplateChange moved(LabelMove move) {
    return new TemplateChange.LabelMoved(next(), move.id(), move.label(), move.version());
  }

  @Override
  public Flux<TemplateChange> changes() {
    return Flux.defer(() -> changes(log.revision()));
  }

  @Override
  public Flux<TemplateChange> changes(long afterRevision) {
    return Flux.<TemplateChange>create(
            subscriber -> follow(afterRevision, subscriber), FluxSink.OverflowStrategy.ERROR)
        .subscribeOn(scheduler);
  }

  private void follow(long afterRevision, FluxSink<TemplateChange> subscriber) {
    if (refusing) {
      subscriber.error(new RegistryClosedException(NAME));
    } else if (afterRevision < 0) {
      subscriber.error(
          new InvalidTemplateException(
              "afterRevision", "it is %d; give 0 or more".formatted(afterRevision)));
    } else {
      log.follow(afterRevision, subscriber);
    }
  }

  @Override
  public Disposable observe(CommitObserver observer) {
    Object registration = new Object();
    observers.put(registration, observer);
    return () -> observers.remove(registration);
  }

  @Override
  public Mono<Long> stateNumber() {
    return call(log::revision);
  }

  @Override
  public Mono<Void> closeAsync() {
    return closed;
  }

  @Override
  public void close() {
    closed.block();
  }

  private <T> Mono<T> call(Callable<@Nullable T> action) {
    return Mono.fromCallable(
            () -> {
              if (refusing) {
                throw new RegistryClosedException(NAME);
              }
              return action.call();
            })
        .subscribeOn(scheduler);
  }

  /** Passes on the end of a source, on the thread of the registry. */
  private <T> Mono<T> end(Signal<?> signal) {
    Throwable error = signal.getThrowable();
    return call(() -> null).then(error == null ? Mono.empty() : Mono.error(error));
  }

  private static <T> T valueOf(Signal<T> signal) {
    T value = signal.get();
    if (value == null) {
      throw new IllegalArgumentException("Not a value: " + signal);
    }
    return value;
  }

  private IdRange nextId(IdRange range, SynchronousSink<String> sink) {
    String after = range.after();
    NavigableSet<String> ids = templates.navigableKeySet();
    NavigableSet<String> rest =
        after == null || TemplateOrder.ids().compare(after, range.prefix()) < 0
            ? ids.tailSet(range.prefix(), true)
            : ids.tailSet(after, false);
    String id = rest.isEmpty() ? null : rest.first();
    if (id == null || !range.contains(id)) {
      sink.complete();
      return range;
    }
    sink.next(id);
    return range.after(id);
  }

  private Optional<StoredTemplate> stored(String id) {
    return Optional.ofNullable(templates.get(TemplateSpec.requireValidId(id)));
  }

  private StoredTemplate present(String id) {
    return stored(id).orElseThrow(() -> new TemplateNotFoundException(id));
  }

  /** The template that has this version. */
  private StoredTemplate present(String id, String version) {
    return stored(id)
        .filter(template -> template.has(version))
        .orElseThrow(() -> new TemplateNotFoundException(id, version));
  }

  private TemplateSpec labelled(String id, String label) {
    return stored(id)
        .map(template -> template.labels().get(label))
        .map(version -> present(id).version(version))
        .orElseThrow(() -> TemplateNotFoundException.ofLabel(id, label));
  }

  private TemplateChange put(TemplateSpec spec) {
    templates.computeIfAbsent(spec.id(), id -> new StoredTemplate(spec)).save(spec);
    return new TemplateChange.Saved(next(), spec.id(), spec.version());
  }

  private TemplateChange remove(String id) {
    templates.remove(id);
    return new TemplateChange.Deleted(next(), id);
  }

  /** The revision that the write under way will have. */
  private long next() {
    return log.revision() + 1;
  }

  /** Observers are told first; followers afterwards, in a turn of their own. */
  private Commit commit(List<TemplateChange> changes, int saved, int deleted) {
    Instant now = Instant.now();
    if (!changes.isEmpty()) {
      log.append(changes);
      lastModified = now.truncatedTo(ChronoUnit.SECONDS);
      observers.values().forEach(observer -> observer.committed(List.copyOf(changes)));
      scheduler.schedule(log::emit);
    }
    return new Commit(log.revision(), saved, deleted, now);
  }

  private void refuseFromNowOn() {
    refusing = true;
    closing.tryEmitEmpty().orThrow();
    log.fail(new RegistryClosedException(NAME));
  }
}
