package io.reactiveregistry.contract;

import io.reactiveregistry.Commit;
import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateOrder;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The contract in its simplest form, to test the suite with and to stand in for a real registry in
 * the tests of its users. Keeps replaced versions.
 *
 * <p>One thread does everything and nothing else touches the state, so every call is a moment of
 * its own and no lock is needed. Closing is one more call in the queue of that thread.
 */
public final class InMemoryRegistry implements ReactiveRegistry {

  /** The greatest text that is taken, so that there is something to refuse. */
  public static final int MAX_TEMPLATE_CHARACTERS = 1 << 20;

  private static final String NAME = "memory";
  private static final int IDS_AHEAD = 32;

  private final Scheduler scheduler = Schedulers.newSingle("in-memory-registry", true);
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final Mono<Void> closed =
      Mono.<Void>fromRunnable(this::refuseFromNowOn)
          .subscribeOn(scheduler)
          .then(scheduler.disposeGracefully())
          .cache();

  // Confined to the scheduler's thread.
  private final NavigableMap<String, Versions> templates = new TreeMap<>(TemplateOrder.ids());
  private boolean refusing;
  private long revision;
  private @Nullable Instant lastModified;

  @Override
  public Mono<TemplateSpec> load(String id) {
    return call(() -> present(id).current);
  }

  @Override
  public Mono<TemplateSpec> load(String id, String version) {
    return call(
        () -> {
          TemplateSpec.requireValidVersion(id, version);
          Versions versions = templates.get(id);
          TemplateSpec spec = versions == null ? null : versions.all.get(version);
          if (spec == null) {
            throw new TemplateNotFoundException(id, version);
          }
          return spec;
        });
  }

  @Override
  public Mono<TemplateSpec> find(String id) {
    return call(
        () -> {
          Versions versions = templates.get(TemplateSpec.requireValidId(id));
          return versions == null ? null : versions.current;
        });
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
        .onErrorMap(RejectedExecutionException.class, e -> new RegistryClosedException(NAME))
        .takeUntilOther(closing.asMono())
        .concatWith(call(() -> null));
  }

  @Override
  public Flux<String> listVersions(String id) {
    return call(() -> {
          Versions versions = templates.get(TemplateSpec.requireValidId(id));
          return versions == null ? List.<String>of() : List.copyOf(versions.all.keySet());
        })
        .flatMapIterable(versions -> versions);
  }

  @Override
  public Mono<Boolean> exists(String id) {
    return call(() -> templates.containsKey(TemplateSpec.requireValidId(id)));
  }

  @Override
  public Mono<Long> count() {
    return call(() -> (long) templates.size());
  }

  @Override
  public Mono<RegistryMetadata> metadata() {
    return call(() -> new RegistryMetadata(templates.size(), lastModified, revision));
  }

  @Override
  public Mono<Commit> save(TemplateSpec spec) {
    return call(
        () -> {
          requireFitting(spec);
          put(spec);
          return commit(1, 0);
        });
  }

  @Override
  public Mono<Commit> saveBatch(Collection<TemplateSpec> specs) {
    return Mono.defer(
        () -> {
          List<TemplateSpec> copy = new ArrayList<>(specs);
          return call(
              () -> {
                requireValid(copy);
                copy.forEach(this::put);
                return commit(copy.size(), 0);
              });
        });
  }

  @Override
  public Flux<Commit> saveAll(Publisher<TemplateSpec> specs, int batchSize) {
    return call(() -> requireBatchSize(batchSize))
        .thenMany(
            Flux.defer(() -> Flux.from(specs).buffer(batchSize))
                .materialize()
                .concatMap(
                    signal -> signal.isOnNext() ? saveBatch(valueOf(signal)) : end(signal), 1));
  }

  @Override
  public Mono<Commit> delete(String id) {
    return call(
        () -> {
          present(id);
          templates.remove(id);
          return commit(0, 1);
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
                requireValidIds(copy);
                distinct.forEach(this::present);
                distinct.forEach(templates::remove);
                return commit(0, distinct.size());
              });
        });
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
        .subscribeOn(scheduler)
        .onErrorMap(RejectedExecutionException.class, e -> new RegistryClosedException(NAME));
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

  private Versions present(String id) {
    Versions versions = templates.get(TemplateSpec.requireValidId(id));
    if (versions == null) {
      throw new TemplateNotFoundException(id);
    }
    return versions;
  }

  private void put(TemplateSpec spec) {
    templates.computeIfAbsent(spec.id(), id -> new Versions(spec)).add(spec);
  }

  private Commit commit(int saved, int deleted) {
    Instant now = Instant.now();
    if (saved + deleted > 0) {
      revision++;
      lastModified = now.truncatedTo(ChronoUnit.SECONDS);
    }
    return new Commit(revision, saved, deleted, now);
  }

  private void refuseFromNowOn() {
    refusing = true;
    closing.tryEmitEmpty().orThrow();
  }

  private static @Nullable Object requireBatchSize(int batchSize) {
    if (batchSize < 1) {
      throw new InvalidTemplateException(
          "batchSize", "it is %d; give at least 1".formatted(batchSize));
    }
    return null;
  }

  private static void requireValid(List<TemplateSpec> specs) {
    Map<List<String>, TemplateSpec> seen = new HashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      String member = "specs[" + i + "]";
      TemplateSpec spec = requireNonNull(specs.get(i), member);
      try {
        requireFitting(spec);
      } catch (InvalidTemplateException e) {
        throw e.within(member);
      }
      TemplateSpec other = seen.putIfAbsent(List.of(spec.id(), spec.version()), spec);
      if (other != null && !other.equals(spec)) {
        throw new InvalidTemplateException(
            member,
            "template '%s' in version '%s' is given twice with different bodies; keep one of them"
                .formatted(spec.id(), spec.version()));
      }
    }
  }

  private static void requireValidIds(List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      String member = "ids[" + i + "]";
      try {
        TemplateSpec.requireValidId(requireNonNull(ids.get(i), member));
      } catch (InvalidTemplateException e) {
        throw e.path().equals(member) ? e : e.within(member);
      }
    }
  }

  private static <T> T requireNonNull(@Nullable T element, String member) {
    if (element == null) {
      throw new InvalidTemplateException(member, "it is null; leave it out");
    }
    return element;
  }

  private static void requireFitting(TemplateSpec spec) {
    if (spec.template().length() > MAX_TEMPLATE_CHARACTERS) {
      throw new InvalidTemplateException(
          "template",
          "it has %d characters, at most %d are taken; shorten it"
              .formatted(spec.template().length(), MAX_TEMPLATE_CHARACTERS));
    }
  }

  /** All versions of one template; the one added last is the current one. */
  private static final class Versions {

    private final NavigableMap<String, TemplateSpec> all = new TreeMap<>(TemplateOrder.versions());
    private TemplateSpec current;

    private Versions(TemplateSpec first) {
      current = first;
    }

    private void add(TemplateSpec spec) {
      all.put(spec.version(), spec);
      current = spec;
    }
  }
}
