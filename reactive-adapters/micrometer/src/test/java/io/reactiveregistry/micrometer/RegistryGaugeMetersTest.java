package io.reactiveregistry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactiveregistry.metrics.RegistryGauges;
import io.reactiveregistry.metrics.StorageFailure;
import io.reactiveregistry.metrics.StorageSample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each number of the gauges is found in its meter. */
class RegistryGaugeMetersTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private @Nullable StorageSample sample;
  private final RegistryGauges gauges = new Numbers();

  RegistryGaugeMetersTest() {
    new RegistryGaugeMeters(gauges, Tags.of("store", "x")).bindTo(meters);
  }

  private final class Numbers implements RegistryGauges {

    @Override
    public int waitingReads() {
      return 1;
    }

    @Override
    public int readQueueCapacity() {
      return 2;
    }

    @Override
    public int waitingWrites() {
      return 3;
    }

    @Override
    public int writeQueueCapacity() {
      return 4;
    }

    @Override
    public long waitingWriteBytes() {
      return 5;
    }

    @Override
    public long writeQueueBytes() {
      return 6;
    }

    @Override
    public int subscribers() {
      return 7;
    }

    @Override
    public long staleReadersCleared() {
      return 8;
    }

    @Override
    public @Nullable StorageSample storage() {
      return sample;
    }

    @Override
    public @Nullable StorageFailure lastFailure() {
      return null;
    }
  }

  @Test
  void queuesFollowersAndStaleReadersAreThereAtOnce() {
    assertThat(gauge("queue.size", "queue", "read")).isEqualTo(1);
    assertThat(gauge("queue.capacity", "queue", "read")).isEqualTo(2);
    assertThat(gauge("queue.size", "queue", "write")).isEqualTo(3);
    assertThat(gauge("queue.capacity", "queue", "write")).isEqualTo(4);
    assertThat(gauge("queue.memory", "queue", "write")).isEqualTo(5);
    assertThat(gauge("queue.memory.max", "queue", "write")).isEqualTo(6);
    assertThat(gauge("subscribers")).isEqualTo(7);
    assertThat(meters.get("reactive.registry.stale.readers").functionCounter().count())
        .isEqualTo(8);
  }

  @Test
  void whatHasNotBeenSampledIsNotANumber() {
    assertThat(gauge("file.size")).isNaN();
    assertThat(gauge("revision")).isNaN();
  }

  @Test
  void theSampleIsShownAsItIsAtTheMoment() {
    sample = new StorageSample(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    assertThat(gauge("file.size")).isEqualTo(1);
    assertThat(gauge("file.used")).isEqualTo(2);
    assertThat(gauge("map.size")).isEqualTo(3);
    assertThat(gauge("map.max")).isEqualTo(4);
    assertThat(gauge("readers")).isEqualTo(5);
    assertThat(gauge("readers.max")).isEqualTo(6);
    assertThat(gauge("templates")).isEqualTo(7);
    assertThat(gauge("versions")).isEqualTo(8);
    assertThat(gauge("logged.changes")).isEqualTo(9);
    assertThat(gauge("revision")).isEqualTo(10);

    sample = new StorageSample(100, 2, 3, 4, 5, 6, 7, 8, StorageSample.UNKNOWN, 10);

    assertThat(gauge("file.size")).isEqualTo(100);
    assertThat(gauge("logged.changes")).isNaN();
  }

  private double gauge(String name, String... tags) {
    return meters.get("reactive.registry." + name).tags(tags).tag("store", "x").gauge().value();
  }
}
