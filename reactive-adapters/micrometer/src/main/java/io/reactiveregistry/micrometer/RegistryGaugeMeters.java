package io.reactiveregistry.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.reactiveregistry.metrics.RegistryGauges;
import io.reactiveregistry.metrics.RequestQueue;
import io.reactiveregistry.metrics.StorageSample;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Shows how things stand in a registry, in the gauges of {@link RegistryMeters}. Reading them
 * blocks nobody; what the registry samples is not a number until it has done so.
 *
 * <p>A meter registry has one gauge of a name and tags: to show several registries, give each tags
 * of its own.
 */
public final class RegistryGaugeMeters implements MeterBinder {

  private final RegistryGauges gauges;
  private final Tags tags;

  /** Gauges without further tags. */
  public RegistryGaugeMeters(RegistryGauges gauges) {
    this(gauges, Tags.empty());
  }

  /**
   * Gauges with tags of yours.
   *
   * @param tags of each gauge, such as the name of the store
   */
  public RegistryGaugeMeters(RegistryGauges gauges, Iterable<Tag> tags) {
    this.gauges = gauges;
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bindQueues(registry);
    bindStorage(registry);
    gauge(registry, RegistryMeters.SUBSCRIBERS, tags, RegistryGauges::subscribers);
    FunctionCounter.builder(
            RegistryMeters.STALE_READERS.getName(), gauges, RegistryGauges::staleReadersCleared)
        .description(RegistryMeters.STALE_READERS.getDescription())
        .baseUnit(RegistryMeters.STALE_READERS.getBaseUnit())
        .tags(tags)
        .register(registry);
  }

  private void bindQueues(MeterRegistry registry) {
    Tags read = tags.and(RegistryTag.QUEUE.asString(), tag(RequestQueue.READ));
    Tags write = tags.and(RegistryTag.QUEUE.asString(), tag(RequestQueue.WRITE));
    gauge(registry, RegistryMeters.QUEUE_SIZE, read, RegistryGauges::waitingReads);
    gauge(registry, RegistryMeters.QUEUE_SIZE, write, RegistryGauges::waitingWrites);
    gauge(registry, RegistryMeters.QUEUE_CAPACITY, read, RegistryGauges::readQueueCapacity);
    gauge(registry, RegistryMeters.QUEUE_CAPACITY, write, RegistryGauges::writeQueueCapacity);
    gauge(registry, RegistryMeters.QUEUE_MEMORY, write, RegistryGauges::waitingWriteBytes);
    gauge(registry, RegistryMeters.QUEUE_MEMORY_MAX, write, RegistryGauges::writeQueueBytes);
  }

  private void bindStorage(MeterRegistry registry) {
    sampled(registry, RegistryMeters.FILE_SIZE, StorageSample::fileBytes);
    sampled(registry, RegistryMeters.FILE_USED, StorageSample::usedBytes);
    sampled(registry, RegistryMeters.MAP_SIZE, StorageSample::mapBytes);
    sampled(registry, RegistryMeters.MAP_MAX, StorageSample::maxMapBytes);
    sampled(registry, RegistryMeters.READERS, StorageSample::readers);
    sampled(registry, RegistryMeters.READERS_MAX, StorageSample::maxReaders);
    sampled(registry, RegistryMeters.TEMPLATES, StorageSample::templates);
    sampled(registry, RegistryMeters.VERSIONS, StorageSample::versions);
    sampled(registry, RegistryMeters.REVISION, StorageSample::revision);
    sampled(registry, RegistryMeters.LOGGED_CHANGES, StorageSample::loggedChanges);
  }

  private void sampled(
      MeterRegistry registry, RegistryMeters meter, ToLongFunction<StorageSample> value) {
    gauge(
        registry,
        meter,
        tags,
        current -> {
          StorageSample sample = current.storage();
          long known = sample == null ? StorageSample.UNKNOWN : value.applyAsLong(sample);
          return known == StorageSample.UNKNOWN ? Double.NaN : known;
        });
  }

  private void gauge(
      MeterRegistry registry,
      RegistryMeters meter,
      Tags tagged,
      ToDoubleFunction<RegistryGauges> value) {
    Gauge.builder(meter.getName(), gauges, value)
        .description(meter.getDescription())
        .baseUnit(meter.getBaseUnit())
        .tags(tagged)
        .register(registry);
  }

  static String tag(RequestQueue queue) {
    return queue.name().toLowerCase(Locale.ROOT);
  }
}
