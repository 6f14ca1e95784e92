package io.reactiveregistry.reliability.load;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took, counted in steps of a tenth of a millisecond. Thread-safe. */
final class Latencies {

  private static final long STEP = 100_000;
  private static final int STEPS = 100_000;

  private final AtomicLongArray counts = new AtomicLongArray(STEPS);

  void add(long nanos) {
    counts.incrementAndGet((int) Math.min(STEPS - 1, nanos / STEP));
  }

  /**
   * What this share of the calls did not take longer than, rounded up, in milliseconds; 0 when
   * there was no call.
   */
  double percentile(double share) {
    long total = 0;
    for (int i = 0; i < STEPS; i++) {
      total += counts.get(i);
    }
    long seen = 0;
    for (int i = 0; i < STEPS; i++) {
      seen += counts.get(i);
      if (seen > 0 && seen >= share * total) {
        return (i + 1) * STEP / 1e6;
      }
    }
    return 0;
  }
}
