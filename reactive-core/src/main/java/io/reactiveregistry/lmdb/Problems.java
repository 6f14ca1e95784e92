package io.reactiveregistry.lmdb;

import io.reactiveregistry.AuditableRegistry.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The problems of a store. The counts are exact; of each kind the first {@value #MAX_LISTED} are
 * listed.
 *
 * @param counts how many there are of each kind that occurs
 * @param listed the first ones of each kind
 */
public record Problems(Map<Problem.Kind, Long> counts, List<Problem> listed) {

  /** How many problems of a kind are listed. */
  public static final int MAX_LISTED = 1000;

  public Problems {
    EnumMap<Problem.Kind, Long> copy = new EnumMap<>(Problem.Kind.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
    listed = List.copyOf(listed);
  }

  /** How many there are in all. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many there are of this kind. */
  public long count(Problem.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** How many there are of this severity. */
  public long count(Severity severity) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().severity() == severity)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }
}
