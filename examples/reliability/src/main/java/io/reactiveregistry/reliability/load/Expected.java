package io.reactiveregistry.reliability.load;

import io.reactiveregistry.TemplateSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be found under each id, by what was acknowledged to one client that is the only one to
 * write these ids and waits for each result. Not thread-safe.
 */
final class Expected {

  /** The number of a write that deleted. */
  static final long ABSENT = 0;

  private final Map<String, Set<Long>> possible = new HashMap<>();
  private final Findings findings;

  Expected(Findings findings) {
    this.findings = findings;
  }

  /** A write was acknowledged: it must be found, and with it no earlier one. */
  void acknowledged(String id, long serial) {
    possible.put(id, new HashSet<>(Set.of(serial)));
  }

  /** A write was cancelled: it may be found, or what was there before. */
  void unknown(String id, long serial) {
    possibleFor(id).add(serial);
  }

  /** Whether this may be absent; whatever was never written is. */
  boolean mayBeAbsent(String id) {
    return possibleFor(id).contains(ABSENT);
  }

  boolean mustBeAbsent(String id) {
    return possibleFor(id).equals(Set.of(ABSENT));
  }

  Collection<String> ids() {
    return possible.keySet();
  }

  /** Compares with what was found. */
  void check(String id, @Nullable TemplateSpec found) {
    try {
      long serial = found == null ? ABSENT : Templates.serial(found);
      findings.expect(
          possibleFor(id).contains(serial),
          "%s holds write %d, acknowledged %s".formatted(id, serial, possibleFor(id)));
    } catch (IllegalStateException e) {
      findings.violation(String.valueOf(e.getMessage()));
    }
  }

  private Set<Long> possibleFor(String id) {
    return possible.computeIfAbsent(id, absent -> new HashSet<>(Set.of(ABSENT)));
  }
}
