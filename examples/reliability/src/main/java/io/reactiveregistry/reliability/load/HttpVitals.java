package io.reactiveregistry.reliability.load;

import java.util.List;

/**
 * What a server holds at one moment.
 *
 * @param process what its process holds
 * @param buffers bytes of the pool's buffers that somebody has taken and not given back
 */
record HttpVitals(Vitals process, long buffers) {

  private static final double KILOBYTE = 1e3;

  /** Violations for whatever grows from one sample to the next. */
  static void requireSteady(List<HttpVitals> samples, Findings findings) {
    Vitals.requireSteady(samples.stream().map(HttpVitals::process).toList(), findings);
    Trend.of(samples, HttpVitals::buffers).requireSteady("buffers", 0, 4 * KILOBYTE, findings);
  }

  /** In words. */
  String asText() {
    return "%s, %.1f kB of buffers taken".formatted(process.asText(), buffers / KILOBYTE);
  }
}
