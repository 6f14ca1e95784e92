package io.reactiveregistry.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.reactiveregistry.metrics.Operation;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one outcome, a counter and a timer for each operation. They are made when they are
 * first needed: a histogram has some eighty series, and most applications use a few of the
 * operations only. Looking them up takes a few nanoseconds, since it is done for every read.
 */
final class OperationMeters {

  private final Map<Operation, CallMeter> meters = new EnumMap<>(Operation.class);

  OperationMeters(MeterRegistry registry, Tags tags, Outcome outcome) {
    Tags tagged = tags.and(RegistryTag.OUTCOME.asString(), outcome.tag());
    for (Operation operation : Operation.values()) {
      meters.put(
          operation,
          new CallMeter(registry, tagged.and(RegistryTag.OPERATION.asString(), tag(operation))));
    }
  }

  /**
   * Counts a call, and times it.
   *
   * @param nanos {@link RegistryMetrics#UNTIMED} to count it only
   */
  void record(Operation operation, long nanos) {
    CallMeter meter = meters.get(operation);
    if (meter != null) {
      meter.record(nanos);
    }
  }

  static String tag(Operation operation) {
    return operation.name().toLowerCase(Locale.ROOT);
  }

  /** To register a meter twice gives the same one, so nobody has to wait for another. */
  private static final class CallMeter {

    private final MeterRegistry registry;
    private final Tags tags;
    private volatile @Nullable Counter counter;
    private volatile @Nullable Timer timer;

    CallMeter(MeterRegistry registry, Tags tags) {
      this.registry = registry;
      this.tags = tags;
    }

    void record(long nanos) {
      counter().increment();
      if (nanos != RegistryMetrics.UNTIMED) {
        timer().record(nanos, TimeUnit.NANOSECONDS);
      }
    }

    private Counter counter() {
      Counter registered = counter;
      if (registered == null) {
        registered =
            Counter.builder(RegistryMeters.OPERATIONS.getName())
                .description(RegistryMeters.OPERATIONS.getDescription())
                .baseUnit(RegistryMeters.OPERATIONS.getBaseUnit())
                .tags(tags)
                .register(registry);
        counter = registered;
      }
      return registered;
    }

    private Timer timer() {
      Timer registered = timer;
      if (registered == null) {
        registered = Histograms.timer(RegistryMeters.DURATION).tags(tags).register(registry);
        timer = registered;
      }
      return registered;
    }
  }
}
