package io.reactiveregistry.examples.promptserver;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.reactiveregistry.examples.promptserver.Dashboard.OperationFigures;
import io.reactiveregistry.examples.promptserver.Dashboard.StoreFigures;
import io.reactiveregistry.examples.promptserver.Dashboard.VaultFigures;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dashboard from the meters of this application, which {@code docs/METRICS.md} lists.
 * Reading a meter waits for nothing.
 */
final class DashboardReadings {

  static final String DURATION = "reactive.registry.duration";
  static final String HTTP_REQUESTS = "http.server.requests";

  /** A cache reads by {@code find} what it is asked to load, so the two belong together. */
  private static final Map<String, Set<String>> OPERATIONS = new LinkedHashMap<>();

  static {
    OPERATIONS.put("load", Set.of("load", "find"));
    OPERATIONS.put("save", Set.of("save", "save_batch"));
    OPERATIONS.put("list", Set.of("list_page"));
    OPERATIONS.put("delete", Set.of("delete", "delete_batch", "delete_version"));
  }

  private final MeterRegistry meters;

  /** What is no answer to anybody's work: the dashboard itself, and the feed that does not end. */
  private final Set<String> notCounted;

  private final Clock clock = Clock.systemUTC();

  /**
   * @param basePath what stands before the paths of the registry
   */
  DashboardReadings(MeterRegistry meters, String basePath) {
    this.meters = meters;
    this.notCounted = Set.of("/dashboard", basePath + "/changes");
  }

  Dashboard read() {
    Map<String, OperationFigures> operations = new LinkedHashMap<>();
    OPERATIONS.forEach((name, included) -> operations.put(name, operation(included)));
    operations.put("http", http());
    return new Dashboard(
        clock.millis(),
        ManagementFactory.getRuntimeMXBean().getUptime(),
        operations,
        vault(),
        store());
  }

  private OperationFigures operation(Set<String> included) {
    Predicate<Meter> isIncluded = meter -> included.contains(tag(meter, "operation"));
    return figures(
        total("reactive.registry.operations", isIncluded),
        total("reactive.registry.errors", isIncluded),
        timers(DURATION, isIncluded));
  }

  private OperationFigures http() {
    List<Timer> requests = timers(HTTP_REQUESTS, timer -> !notCounted.contains(tag(timer, "uri")));
    return figures(
        requests.stream().mapToLong(Timer::count).sum(),
        requests.stream().filter(DashboardReadings::isError).mapToLong(Timer::count).sum(),
        requests);
  }

  private static boolean isError(Timer requests) {
    String status = tag(requests, "status");
    return status.startsWith("4") || status.startsWith("5");
  }

  private static OperationFigures figures(long count, long errors, Collection<Timer> timers) {
    Latencies latencies = Latencies.of(timers);
    return new OperationFigures(
        count,
        errors,
        latencies.percentileMillis(0.5),
        latencies.percentileMillis(0.95),
        latencies.percentileMillis(0.99));
  }

  private VaultFigures vault() {
    String reads = "reactive.registry.vault.reads";
    Long size = gauge("reactive.registry.vault.size");
    return new VaultFigures(
        total(reads, meter -> tag(meter, "result").equals("hit")),
        total(reads, meter -> tag(meter, "result").equals("miss")),
        size == null ? 0 : size,
        total("reactive.registry.vault.evictions", meter -> true));
  }

  private StoreFigures store() {
    return new StoreFigures(
        gauge("reactive.registry.templates"),
        gauge("reactive.registry.versions"),
        gauge("reactive.registry.revision"),
        gauge("reactive.registry.file.size"),
        mapUse(gauge("reactive.registry.file.used"), gauge("reactive.registry.map.max")),
        gauge("reactive.registry.queue.size", "queue", "read"),
        gauge("reactive.registry.queue.size", "queue", "write"));
  }

  private static @Nullable Double mapUse(@Nullable Long used, @Nullable Long most) {
    return used == null || most == null ? null : Math.min(1.0, (double) used / most);
  }

  /** A gauge of what is not known yet is not a number. */
  private @Nullable Long gauge(String name, String... tags) {
    Gauge gauge = meters.find(name).tags(tags).gauge();
    double value = gauge == null ? Double.NaN : gauge.value();
    return Double.isNaN(value) ? null : (long) value;
  }

  /** The sum of counters, which are of several types that have nothing else in common. */
  private long total(String name, Predicate<Meter> isIncluded) {
    return (long)
        meters.find(name).meters().stream()
            .filter(isIncluded)
            .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
            .mapToDouble(Measurement::getValue)
            .sum();
  }

  private List<Timer> timers(String name, Predicate<Meter> isIncluded) {
    return meters.find(name).timers().stream().filter(isIncluded).toList();
  }

  private static String tag(Meter meter, String name) {
    String value = meter.getId().getTag(name);
    return value == null ? "" : value;
  }
}
