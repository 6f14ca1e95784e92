package io.reactiveregistry.vault;

import com.github.benmanes.caffeine.cache.Cache;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.TemplateChange.Deleted;
import io.reactiveregistry.TemplateChange.LabelMoved;
import io.reactiveregistry.TemplateChange.Saved;
import io.reactiveregistry.TemplateChange.VersionDeleted;
import io.reactiveregistry.vault.QualifiedKey.OfLabel;
import io.reactiveregistry.vault.QualifiedKey.OfVersion;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries that are dropped together, and the reads under way for them.
 *
 * <p><b>Why no old value survives a write.</b> A write is told here after it is committed and
 * before it completes. For each key that it has changed, (1) the flight is removed, then (2) the
 * entry.
 *
 * <ul>
 *   <li>A flight registered <i>before</i> (1) may have read the old value. It is kept only while
 *       the flight is registered, and that is looked at in {@code compute}, which excludes (2) for
 *       the same key. So it is either kept before (2), which removes it, or looked at after (2),
 *       hence after (1), and not kept.
 *   <li>A flight registered <i>after</i> (1) begins to read after that, so after the commit, and
 *       reads the new value.
 *   <li>Whoever subscribes after the write has completed, so after (2), finds neither the old entry
 *       nor a flight of before (1) that it could join.
 * </ul>
 *
 * <p><b>Why nobody goes back behind what another has seen.</b> A commit can be read before it is
 * told here, so a flight that an earlier write has removed may read it, while the flight that has
 * taken its place has read, and keeps, what was before. So an outcome is for those who wait only if
 * the flight was still registered when it had read: then whatever is registered later reads later.
 * Else they look for the key again, see {@link TemplateCache#load}.
 *
 * <p><b>Versions and labels.</b> A write to a template may change many keys of that kind at once.
 * All are read under the template's {@link Lease}, taken before the read begins; such a write ends
 * the lease, and nothing that was read under it is served or joined again, whenever it arrives.
 *
 * <p><b>Everything.</b> Another generation takes the place of this one. Who still works here has
 * subscribed before, and what arrives here later is seen by nobody else.
 */
final class Generation {

  private final Cache<Object, Entry> entries;
  private final ConcurrentMap<Object, Flight> flights = new ConcurrentHashMap<>();
  private final Leases versions = new Leases();
  private final Leases labels = new Leases();
  private final Phase phase;
  private final InsertionRule rule;
  private final boolean negativeEntries;

  /** What may be done with a generation. */
  enum Phase {
    /** Entries are kept and served. */
    KEEPING,
    /** Reads are shared, but nothing is kept: what others write is not known at the moment. */
    SUSPENDED,
    /** Nothing is kept, and no other generation follows. */
    CLOSED
  }

  Generation(
      Phase phase, Cache<Object, Entry> entries, InsertionRule rule, boolean negativeEntries) {
    this.phase = phase;
    this.entries = entries;
    this.rule = rule;
    this.negativeEntries = negativeEntries;
  }

  Phase phase() {
    return phase;
  }

  long size() {
    return entries.estimatedSize();
  }

  @Nullable Entry present(Object key, long state) {
    Entry entry = entries.getIfPresent(key);
    return entry != null && entry.isValidIn(state) ? entry : null;
  }

  /**
   * The flight to wait for, joined or new. Null when the last one has completed since the entry was
   * looked for: it is there now, and reading it again would be in vain.
   */
  @Nullable Flight flight(Object key, long state) {
    return flights.compute(
        key,
        (sameKey, current) -> {
          if (current != null && current.join(state)) {
            return current;
          }
          return present(key, state) == null ? newFlight(key, state) : null;
        });
  }

  /** A flight that reads again what is there, or null when one is under way. */
  @Nullable Flight refreshingFlight(Object key, long state) {
    if (flights.containsKey(key)) {
      return null;
    }
    Flight flight = newFlight(key, state);
    return flights.putIfAbsent(key, flight) == null ? flight : null;
  }

  private Flight newFlight(Object key, long state) {
    return new Flight(this, key, leaseOf(key), state);
  }

  private @Nullable Lease leaseOf(Object key) {
    if (key instanceof OfVersion version) {
      return versions.of(version.id());
    }
    return key instanceof OfLabel label ? labels.of(label.id()) : null;
  }

  /**
   * Keeps what a flight has read, if no write has replaced it meanwhile.
   *
   * @return whether the flight has been registered until now
   */
  boolean complete(Flight flight, Entry entry) {
    if (phase == Phase.KEEPING) {
      keep(flight, entry.isAbsent() && !negativeEntries ? null : entry);
    }
    return remove(flight);
  }

  private void keep(Flight flight, @Nullable Entry entry) {
    entries
        .asMap()
        .compute(
            flight.key(),
            (key, present) -> rule.allows(flight, flights.get(key)) ? entry : present);
  }

  boolean remove(Flight flight) {
    return flights.remove(flight.key(), flight);
  }

  /** Whether somebody may yet be told what was read before this call. */
  boolean knows(Object key) {
    // In this order: a flight is removed after its entry is there.
    return flights.containsKey(key) || entries.getIfPresent(key) != null;
  }

  /** Drops what a write has replaced. */
  void apply(TemplateChange change) {
    if (change instanceof Saved saved) {
      invalidate(saved.id());
      invalidate(new OfVersion(saved.id(), saved.version()));
      labels.end(saved.id());
    } else if (change instanceof Deleted deleted) {
      invalidateAllOf(deleted.id());
    } else if (change instanceof VersionDeleted deleted) {
      invalidate(new OfVersion(deleted.id(), deleted.version()));
      labels.end(deleted.id());
    } else if (change instanceof LabelMoved moved) {
      invalidate(new OfLabel(moved.id(), moved.label()));
    }
  }

  /** Drops the current version, all other versions and all labels. */
  void invalidateAllOf(String id) {
    invalidate(id);
    versions.end(id);
    labels.end(id);
  }

  /** Drops what is there and what is under way, so that whoever asks from now on reads anew. */
  void invalidate(Object key) {
    flights.remove(key);
    entries.invalidate(key);
  }
}
