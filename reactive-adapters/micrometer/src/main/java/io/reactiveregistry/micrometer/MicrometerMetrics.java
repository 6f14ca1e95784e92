package io.reactiveregistry.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.reactiveregistry.metrics.GroupCommit;
import io.reactiveregistry.metrics.Operation;
import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.metrics.RequestQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times what a registry does, in the meters of {@link RegistryMeters}; to be given to
 * the registry when it is opened. All calls are counted, all writes and some of the reads are
 * timed. Timers have histograms, so that percentiles can be computed; a {@code MeterFilter} can
 * take them away, or add others.
 *
 * <p>It is thread-safe, and may be given to several registries, which are then measured as one.
 * Several that are to be told apart need one each, with tags that tell them apart.
 */
public final class MicrometerMetrics implements RegistryMetrics {

  /** Default of how many reads there are for each that is timed. */
  public static final int DEFAULT_READS_PER_TIMING = 8;

  private final int readsPerTiming;
  private final OperationMeters successes;
  private final OperationMeters failures;
  private final OperationMeters cancellations;
  private final Meter.MeterProvider<Counter> errors;
  private final Timer readWait;
  private final Timer writeWait;
  private final Timer transaction;
  private final Timer commit;
  private final DistributionSummary groupSize;
  private final Counter written;

  /** Meters without further tags. */
  public MicrometerMetrics(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /**
   * Meters with tags of yours.
   *
   * @param tags of each meter, such as the name of the store
   */
  public MicrometerMetrics(MeterRegistry registry, Iterable<Tag> tags) {
    this(registry, tags, DEFAULT_READS_PER_TIMING);
  }

  /**
   * Meters with tags of yours, and as many reads timed as you like. Every read is counted. Which
   * ones are timed is left to chance, so that the percentiles are those of all; to time one costs
   * about a tenth of a load.
   *
   * @param tags of each meter, such as the name of the store
   * @param readsPerTiming how many reads there are for each that is timed, 1 to time them all
   */
  public MicrometerMetrics(MeterRegistry registry, Iterable<Tag> tags, int readsPerTiming) {
    if (readsPerTiming < 1) {
      throw new IllegalArgumentException(
          "readsPerTiming must be at least 1, was %d".formatted(readsPerTiming));
    }
    this.readsPerTiming = readsPerTiming;
    Tags common = Tags.of(tags);
    this.successes = new OperationMeters(registry, common, Outcome.SUCCESS);
    this.failures = new OperationMeters(registry, common, Outcome.ERROR);
    this.cancellations = new OperationMeters(registry, common, Outcome.CANCELLED);
    this.errors =
        Counter.builder(RegistryMeters.ERRORS.getName())
            .description(RegistryMeters.ERRORS.getDescription())
            .baseUnit(RegistryMeters.ERRORS.getBaseUnit())
            .tags(common)
            .withRegistry(registry);
    this.readWait = wait(registry, common, RequestQueue.READ);
    this.writeWait = wait(registry, common, RequestQueue.WRITE);
    this.transaction = Histograms.timer(RegistryMeters.TRANSACTION).tags(common).register(registry);
    this.commit = Histograms.timer(RegistryMeters.COMMIT).tags(common).register(registry);
    this.groupSize = Histograms.sizes(RegistryMeters.GROUP_SIZE).tags(common).register(registry);
    this.written =
        Counter.builder(RegistryMeters.WRITTEN.getName())
            .description(RegistryMeters.WRITTEN.getDescription())
            .baseUnit(RegistryMeters.WRITTEN.getBaseUnit())
            .tags(common)
            .register(registry);
  }

  private static Timer wait(MeterRegistry registry, Tags tags, RequestQueue queue) {
    return Histograms.timer(RegistryMeters.QUEUE_WAIT)
        .tags(tags)
        .tag(RegistryTag.QUEUE.asString(), RegistryGaugeMeters.tag(queue))
        .register(registry);
  }

  @Override
  public boolean isTimed(Operation read) {
    return readsPerTiming == 1 || ThreadLocalRandom.current().nextInt(readsPerTiming) == 0;
  }

  @Override
  public void succeeded(Operation operation, long nanos) {
    successes.record(operation, nanos);
  }

  @Override
  public void failed(Operation operation, long nanos, Throwable failure) {
    failures.record(operation, nanos);
    errors
        .withTags(
            RegistryTag.OPERATION.asString(),
            OperationMeters.tag(operation),
            RegistryTag.EXCEPTION.asString(),
            tag(failure))
        .increment();
  }

  /** An anonymous class has no simple name, and a tag must not be empty. */
  private static String tag(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    return name.isEmpty() ? failure.getClass().getName() : name;
  }

  @Override
  public void cancelled(Operation operation, long nanos) {
    cancellations.record(operation, nanos);
  }

  @Override
  public void waited(RequestQueue queue, long nanos) {
    (queue == RequestQueue.READ ? readWait : writeWait).record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void committed(GroupCommit group) {
    transaction.record(group.transactionNanos(), TimeUnit.NANOSECONDS);
    commit.record(group.commitNanos(), TimeUnit.NANOSECONDS);
    groupSize.record(group.units());
    written.increment((double) group.bytes());
  }
}
