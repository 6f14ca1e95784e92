package io.reactiveregistry.vault;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Resync;
import io.reactiveregistry.vault.Generation.Phase;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * What is cached now, and whether anything may be. Keys are ids and {@link QualifiedKey}s.
 *
 * <p>A state is the number of the storage's state that an entry must have been read in, always 0
 * where writes are told instead.
 */
final class TemplateCache {

  /** The state where writes are told and nobody asks for its number. */
  static final long ANY_STATE = 0;

  /**
   * How many reads of one who waits may be overtaken by writes. More than one is rare, and without
   * a bound a key that is written all the time would not be answered.
   */
  static final int OVERTAKEN_READS = 3;

  private final VaultOptions options;
  private final StoreReader store;
  private final ToldRevisions toldRevisions = new ToldRevisions();
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private volatile Generation generation;

  /** Suspended until {@link #resume()}. */
  TemplateCache(VaultOptions options, StoreReader store) {
    this.options = options;
    this.store = store;
    this.generation = newGeneration(Phase.SUSPENDED);
  }

  private Generation newGeneration(Phase phase) {
    return new Generation(
        phase,
        options.newCache(evictions::increment),
        options.insertionRule(),
        options.negativeEntries());
  }

  /** The entry for a read, which it counts. Null is no valid key and has none. */
  @Nullable Entry hit(Object key, long state) {
    Entry entry = key == null ? null : generation.present(key, state);
    if (entry == null) {
      misses.increment();
      return null;
    }
    hits.increment();
    if (options.isRefreshDue(entry)) {
      refresh(key, state);
    }
    return entry;
  }

  /**
   * Has the subscriber wait for the one read of the store that all share who miss the key. When a
   * write overtakes that read, the key is looked for again, so that nobody is told of a commit
   * while others are still told what it has replaced.
   *
   * @param mayBeOvertaken how often; then, or when it cannot be read again, what was read is told,
   *     and what others might be told that is older is dropped before
   */
  void load(Object key, long state, int mayBeOvertaken, CoreSubscriber<? super Entry> subscriber) {
    while (true) {
      Generation current = generation;
      if (current.phase() == Phase.CLOSED) {
        store.read(key, /* lease= */ null, state).subscribe(subscriber);
        return;
      }
      Flight flight = current.flight(key, state);
      if (flight != null) {
        flight
            .outcome()
            .flatMap(
                entry ->
                    isCurrent(entry, flight, current, state)
                        ? Mono.just(entry)
                        : overtaken(key, state, entry, mayBeOvertaken))
            .subscribe(subscriber);
        flight.begin(store, subscriber.currentContext());
        return;
      }
      Entry entry = current.present(key, state);
      if (entry != null) {
        Mono.just(entry).subscribe(subscriber);
        return;
      }
    }
  }

  /**
   * Whether all that is registered from now on will read what the flight has read, or later. To one
   * who asks for a state it does not matter: after him only later ones are asked for.
   */
  private boolean isCurrent(Entry entry, Flight flight, Generation flown, long state) {
    return state != ANY_STATE
        || (!flight.wasOvertaken() && flown == generation && entry.isValidIn(state));
  }

  private Mono<Entry> overtaken(Object key, long state, Entry entry, int mayBeOvertaken) {
    return mayBeOvertaken == 0
        ? tell(key, entry)
        : new SharedReadMono(this, key, state, mayBeOvertaken - 1)
            .onErrorResume(error -> tell(key, entry)); // as when it was closed meanwhile
  }

  /** Tells what has been read, and drops what others might be told that is older. */
  <T> Mono<T> tell(Object key, T read) {
    return Mono.fromSupplier(
        () -> {
          generation.invalidate(key);
          return read;
        });
  }

  /**
   * Whether somebody may be told what was read before this call; otherwise whoever asks for the key
   * from now on is told what is read then.
   */
  boolean knows(Object key) {
    return generation.knows(key);
  }

  private void refresh(Object key, long state) {
    Flight flight = generation.refreshingFlight(key, state);
    if (flight != null) {
      flight.begin(store, Context.empty());
    }
  }

  /** Whether reads are shared, kept or not. */
  boolean isOpen() {
    return generation.phase() != Phase.CLOSED;
  }

  /** Whether what is read now is kept. */
  boolean isKeeping() {
    return generation.phase() == Phase.KEEPING;
  }

  /** Drops what writes of this process have replaced, before they complete. */
  void committed(List<TemplateChange> changes) {
    for (TemplateChange change : changes) {
      apply(change);
      if (!(change instanceof Resync)) { // which may be told although that revision is not ours
        toldRevisions.add(change.revision());
      }
    }
  }

  /** Drops what a write has replaced that the feed tells of, unless that was told before. */
  void fed(TemplateChange change) {
    if (change instanceof Resync || !toldRevisions.contains(change.revision())) {
      apply(change);
    }
  }

  void apply(TemplateChange change) {
    if (change instanceof Resync) {
      invalidateAll();
    } else {
      generation.apply(change);
    }
  }

  void invalidateAllOf(String id) {
    generation.invalidateAllOf(id);
  }

  synchronized void invalidateAll() {
    generation = newGeneration(generation.phase());
  }

  /** Serves nothing that was read before, and keeps nothing until {@link #resume()}. */
  void suspend() {
    enter(Phase.SUSPENDED);
  }

  /** Keeps what is read from now on. */
  void resume() {
    enter(Phase.KEEPING);
  }

  /** Serves and keeps nothing any more. */
  void close() {
    enter(Phase.CLOSED);
  }

  private synchronized void enter(Phase phase) {
    if (generation.phase() != Phase.CLOSED) {
      generation = newGeneration(phase);
    }
  }

  VaultStats stats() {
    return new VaultStats(
        hits.sum(), misses.sum(), store.reads(), evictions.sum(), generation.size());
  }
}
