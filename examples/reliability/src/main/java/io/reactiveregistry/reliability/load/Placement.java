package io.reactiveregistry.reliability.load;

import io.reactiveregistry.reliability.load.History.Read;
import io.reactiveregistry.reliability.load.History.Write;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts each read of a round as early behind the writes as it may be, going through the moments at
 * which calls began and ended; see {@link HistoryCheck}. Not thread-safe.
 */
final class Placement {

  private final Timelines timelines;
  private final Findings findings;
  private final long base;
  private final PriorityQueue<Moment> moments =
      new PriorityQueue<>(Comparator.comparingLong(Moment::at));
  private final Map<Long, Long> begins = new HashMap<>();
  private final Map<Register, Long> cachedBounds = new HashMap<>();
  private long directBound;

  /**
   * @param timelines what the registers held, all writes of the round included
   * @param base the last revision before the round
   */
  Placement(Timelines timelines, Findings findings, long base) {
    this.timelines = timelines;
    this.findings = findings;
    this.base = base;
    this.directBound = base;
  }

  private record Moment(long at, Runnable action) {}

  void add(Write write) {
    begins.put(write.revision(), write.begin());
    moments.add(new Moment(write.begin(), () -> begin(write)));
    moments.add(new Moment(write.end(), () -> end(write)));
  }

  void add(Read read) {
    moments.add(
        new Moment(
            read.begin(),
            () -> {
              long position = place(read);
              moments.add(new Moment(read.end(), () -> raiseBound(read, position)));
            }));
  }

  /** Places all. */
  void run() {
    while (!moments.isEmpty()) {
      moments.remove().action().run();
    }
  }

  private void begin(Write write) {
    long bound = directBound;
    for (Register register : registersOf(write)) {
      bound = Math.max(bound, cachedBounds.getOrDefault(register, base));
    }
    findings.expect(
        write.revision() > bound,
        "revision %d was given to a write that began after revision %d was acknowledged or seen"
            .formatted(write.revision(), bound));
  }

  private void end(Write write) {
    directBound = Math.max(directBound, write.revision());
    for (Register register : registersOf(write)) {
      cachedBounds.merge(register, write.revision(), Math::max);
    }
  }

  private Set<Register> registersOf(Write write) {
    return write.steps().stream()
        .flatMap(step -> timelines.setBy(write.revision(), step.id()).stream())
        .collect(Collectors.toSet());
  }

  private long place(Read read) {
    long bound = read.cached() ? cachedBounds.getOrDefault(read.register(), base) : directBound;
    long position = timelines.find(read.register(), read.seen(), bound);
    if (position == Timelines.NOWHERE || begin(position) >= read.end()) {
      findings.violation(
          "a %s read of %s saw %s, which was not there from revision %d on until it ended"
              .formatted(read.cached() ? "cached" : "direct", read.register(), read.seen(), bound));
      return bound; // so that one wrong read is not held against others
    }
    return position;
  }

  /** When the write with this revision began; those before the round began before all its reads. */
  private long begin(long revision) {
    return begins.getOrDefault(revision, Long.MIN_VALUE);
  }

  private void raiseBound(Read read, long position) {
    if (read.cached()) {
      cachedBounds.merge(read.register(), position, Math::max);
    } else {
      directBound = Math.max(directBound, position);
    }
  }
}
