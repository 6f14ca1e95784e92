package io.reactiveregistry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.metrics.GroupCommit;
import io.reactiveregistry.metrics.Operation;
import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.metrics.RequestQueue;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each event is found in its meter. */
class MicrometerMetricsTest {

  private static final long MILLI = 1_000_000;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MicrometerMetrics metrics = new MicrometerMetrics(meters, Tags.of("store", "x"));

  @Test
  void callsAreTimedByOperationAndOutcome() {
    metrics.succeeded(Operation.LOAD, 1 * MILLI);
    metrics.succeeded(Operation.LOAD, 3 * MILLI);
    metrics.succeeded(Operation.SAVE_BATCH, 5 * MILLI);
    metrics.failed(Operation.LOAD, 7 * MILLI, new TemplateNotFoundException("a"));
    metrics.cancelled(Operation.LOAD, 9 * MILLI);

    assertThat(operations("load", "success").count()).isEqualTo(2);
    assertThat(operations("load", "success").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(4);
    assertThat(operations("save_batch", "success").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
    assertThat(operations("load", "error").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
    assertThat(operations("load", "cancelled").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(9);
  }

  @Test
  void everyCallIsCountedAlsoOneThatIsNotTimed() {
    metrics.succeeded(Operation.LOAD, RegistryMetrics.UNTIMED);
    metrics.succeeded(Operation.LOAD, 2 * MILLI);
    metrics.failed(Operation.LOAD, RegistryMetrics.UNTIMED, new TemplateNotFoundException("a"));
    metrics.cancelled(Operation.LOAD, RegistryMetrics.UNTIMED);

    assertThat(calls("load", "success")).isEqualTo(2);
    assertThat(calls("load", "error")).isEqualTo(1);
    assertThat(calls("load", "cancelled")).isEqualTo(1);
    assertThat(errors("load", "TemplateNotFoundException").count()).isEqualTo(1);
    assertThat(meters.get("reactive.registry.duration").timer().count()).isEqualTo(1);
  }

  private double calls(String operation, String outcome) {
    return meters
        .get("reactive.registry.operations")
        .tags("store", "x", "operation", operation, "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void asManyReadsAreTimedAsWanted() {
    MicrometerMetrics all = new MicrometerMetrics(meters, Tags.empty(), 1);
    MicrometerMetrics some = new MicrometerMetrics(meters, Tags.empty(), 4);

    assertThat(IntStream.range(0, 1_000)).allMatch(i -> all.isTimed(Operation.LOAD));
    assertThat(IntStream.range(0, 10_000).filter(i -> some.isTimed(Operation.LOAD)).count())
        .isBetween(2_000L, 3_000L); // eleven standard deviations either way
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MicrometerMetrics(meters, Tags.empty(), 0))
        .withMessageContaining("readsPerTiming")
        .withMessageContaining("0");
  }

  private Timer operations(String operation, String outcome) {
    return meters
        .get("reactive.registry.duration")
        .tags("store", "x", "operation", operation, "outcome", outcome)
        .timer();
  }

  @Test
  void whatHasNotHappenedHasNoSeries() {
    assertThat(meters.find("reactive.registry.operations").counters()).isEmpty();
    assertThat(meters.find("reactive.registry.duration").timers()).isEmpty();
    assertThat(meters.find("reactive.registry.errors").counters()).isEmpty();
  }

  @Test
  void errorsAreCountedByOperationAndType() {
    metrics.failed(Operation.LOAD, 1, new TemplateNotFoundException("a"));
    metrics.failed(Operation.LOAD, 1, new OverloadedException("read", 1, "readQueueCapacity"));
    metrics.failed(Operation.SAVE, 1, new OverloadedException("write", 1, "writeQueueCapacity"));
    metrics.failed(Operation.SAVE, 1, new OverloadedException("write", 1, "writeQueueCapacity"));
    metrics.failed(Operation.COUNT, 1, new IllegalStateException("an anonymous one") {});

    assertThat(errors("load", "TemplateNotFoundException").count()).isEqualTo(1);
    assertThat(errors("load", "OverloadedException").count()).isEqualTo(1);
    assertThat(errors("save", "OverloadedException").count()).isEqualTo(2);
    assertThat(errors("count", MicrometerMetricsTest.class.getName() + "$1").count()).isEqualTo(1);
  }

  private Counter errors(String operation, String exception) {
    return meters
        .get("reactive.registry.errors")
        .tags("store", "x", "operation", operation, "exception", exception)
        .counter();
  }

  @Test
  void waitsAreTimedByQueue() {
    metrics.waited(RequestQueue.READ, 2 * MILLI);
    metrics.waited(RequestQueue.WRITE, 3 * MILLI);

    assertThat(timer("reactive.registry.queue.wait", "queue", "read")).isEqualTo(2);
    assertThat(timer("reactive.registry.queue.wait", "queue", "write")).isEqualTo(3);
  }

  private double timer(String name, String... tags) {
    return meters.get(name).tags(tags).tag("store", "x").timer().totalTime(TimeUnit.MILLISECONDS);
  }

  @Test
  void aGroupIsTimedMeasuredAndAddedUp() {
    metrics.committed(new GroupCommit(64, 1_000, 4 * MILLI, 3 * MILLI));
    metrics.committed(new GroupCommit(1, 24, 4 * MILLI, 3 * MILLI));

    DistributionSummary size = meters.get("reactive.registry.group.size").summary();
    assertThat(size.count()).isEqualTo(2);
    assertThat(size.totalAmount()).isEqualTo(65);
    assertThat(size.max()).isEqualTo(64);
    assertThat(timer("reactive.registry.transaction")).isEqualTo(8);
    assertThat(timer("reactive.registry.commit")).isEqualTo(6);
    assertThat(meters.get("reactive.registry.written").counter().count()).isEqualTo(1_024);
  }

  @Test
  void percentilesCanBeComputedFromTenMicrosecondsToFiveSeconds() {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new MicrometerMetrics(prometheus).succeeded(Operation.LOAD, 60_000);

    CountAtBucket[] buckets =
        prometheus.get("reactive.registry.duration").timer().takeSnapshot().histogramCounts();
    double[] bounds =
        Arrays.stream(buckets).mapToDouble(CountAtBucket::bucket).filter(b -> b < 1e18).toArray();
    assertThat(bounds).hasSizeBetween(60, 100);
    assertThat(bounds[0]).isBetween(10_000.0, 15_000.0);
    assertThat(bounds[bounds.length - 1]).isBetween(3e9, (double) Duration.ofSeconds(5).toNanos());
  }

  @Test
  void severalRegistriesMayShareAMeterRegistryIfTheirTagsDiffer() {
    MicrometerMetrics other = new MicrometerMetrics(meters, Tags.of("store", "y"));
    metrics.succeeded(Operation.LOAD, MILLI);
    other.succeeded(Operation.LOAD, MILLI);
    other.succeeded(Operation.LOAD, MILLI);

    assertThat(operations("load", "success").count()).isEqualTo(1);
    assertThat(meters.get("reactive.registry.duration").tags("store", "y").timer().count())
        .isEqualTo(2);
  }
}
