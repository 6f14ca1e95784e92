package io.reactiveregistry.reliability.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What each register held from which revision on. Not thread-safe. */
final class Timelines {

  /** That a register held a value nowhere it was looked for. */
  static final long NOWHERE = -1;

  private static final NavigableMap<Long, String> NEVER = Collections.emptyNavigableMap();

  private final Map<String, Map<Register, NavigableMap<Long, String>>> byId = new HashMap<>();

  /** The value after the last write so far. */
  String last(Register register) {
    Map.Entry<Long, String> last = of(register).lastEntry();
    return last == null ? Register.ABSENT : last.getValue();
  }

  /** The register holds this value from the revision on; revisions do not decrease. */
  void set(Register register, long revision, String value) {
    byId.computeIfAbsent(register.id(), id -> new HashMap<>())
        .computeIfAbsent(register, unused -> new TreeMap<>())
        .put(revision, value);
  }

  /** The registers of a template that have held something. */
  List<Register> registersOf(String id) {
    return new ArrayList<>(byId.getOrDefault(id, Map.of()).keySet());
  }

  /** The registers of a template that this revision has set. */
  List<Register> setBy(long revision, String id) {
    return registersOf(id).stream().filter(register -> of(register).containsKey(revision)).toList();
  }

  /** The first revision, from this one on, after which the register held the value. */
  long find(Register register, String value, long from) {
    NavigableMap<Long, String> values = of(register);
    Map.Entry<Long, String> before = values.floorEntry(from);
    if (value.equals(before == null ? Register.ABSENT : before.getValue())) {
      return from;
    }
    return values.tailMap(from, false).entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElse(NOWHERE);
  }

  /** Keeps the last value of each register only. */
  void forgetAllButTheLast() {
    byId.values()
        .forEach(
            registers ->
                registers.values().forEach(values -> values.headMap(values.lastKey()).clear()));
  }

  private NavigableMap<Long, String> of(Register register) {
    return byId.getOrDefault(register.id(), Map.of()).getOrDefault(register, NEVER);
  }
}
