package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Percentiles of several timers together. */
class LatenciesTest {

  private static final Percentage A_BUCKET = Percentage.withPercentage(50);

  private final MeterRegistry meters = new SimpleMeterRegistry();

  LatenciesTest() {
    meters.config().meterFilter(new LatencyBuckets());
  }

  private Timer timer(String outcome) {
    return meters.timer(DashboardReadings.DURATION, "outcome", outcome);
  }

  private Latencies latencies() {
    return Latencies.of(List.of(timer("success"), timer("error")));
  }

  @Test
  void whatNeverHappenedHasNone() {
    assertThat(latencies().percentileMillis(0.5)).isNull();
    assertThat(Latencies.of(List.of()).percentileMillis(0.5)).isNull();
  }

  @Test
  void theyAreThoseOfAllCallsWhicheverTimerHasTimedThem() {
    for (int i = 0; i < 90; i++) {
      timer("success").record(Duration.ofMillis(4));
    }
    for (int i = 0; i < 10; i++) {
      timer("error").record(Duration.ofMillis(400));
    }
    assertThat(latencies().percentileMillis(0.5)).isCloseTo(4, A_BUCKET);
    assertThat(latencies().percentileMillis(0.89)).isCloseTo(4, A_BUCKET);
    assertThat(latencies().percentileMillis(0.95)).isCloseTo(400, A_BUCKET);
    assertThat(latencies().percentileMillis(0.99)).isCloseTo(400, A_BUCKET);
  }

  @Test
  void theShortestAndTheLongestCallsAreInOnesToo() {
    timer("success").record(Duration.ofNanos(1));
    assertThat(latencies().percentileMillis(0.99)).isBetween(0.0, 0.01);
    for (int i = 0; i < 1_000; i++) {
      timer("success").record(Duration.ofMinutes(5));
    }
    assertThat(latencies().percentileMillis(0.5)).isGreaterThan(10_000);
  }

  @Test
  void otherTimersAreLeftAlone() {
    assertThat(meters.timer("another").takeSnapshot().histogramCounts()).isEmpty();
  }
}
