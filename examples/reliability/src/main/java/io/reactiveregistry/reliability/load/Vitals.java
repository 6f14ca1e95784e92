package io.reactiveregistry.reliability.load;

import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.StorageInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a process holds at one moment.
 *
 * @param heap bytes of the heap in use after a collection
 * @param threads live threads
 * @param descriptors open file descriptors
 * @param resident bytes of memory that belong to no file, that is without the pages of the store
 * @param slots reader slots of the store in use by all processes
 * @param fileSize bytes of the store's data file
 */
record Vitals(long heap, long threads, long descriptors, long resident, long slots, long fileSize) {

  private static final double MEGABYTE = 1e6;
  private static final Path PROCESS = Path.of("/proc/self");

  static Vitals of(LmdbRegistry registry) throws IOException {
    StorageInfo storage = registry.storage().block(Duration.ofSeconds(5));
    if (storage == null) {
      throw new IllegalStateException("no storage information");
    }
    return new Vitals(
        heapAfterCollection(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        descriptorsOpen(),
        residentBytes(),
        storage.readers(),
        storage.fileSize());
  }

  /** What a collection leaves; not what others have allocated again a moment later. */
  static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  /** 0 where the system does not tell. */
  static long descriptorsOpen() throws IOException {
    Path descriptors = PROCESS.resolve("fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.count();
    }
  }

  private static long residentBytes() throws IOException {
    Path status = PROCESS.resolve("status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findAny()
        .orElse(0);
  }

  /** Violations for whatever grows from one sample to the next. */
  static void requireSteady(List<Vitals> samples, Findings findings) {
    Trend.of(samples, Vitals::heap).requireSteady("heap", 0.1, 2 * MEGABYTE, findings);
    Trend.of(samples, Vitals::threads).requireSteady("threads", 0, 2, findings);
    Trend.of(samples, Vitals::descriptors).requireSteady("descriptors", 0, 2, findings);
    Trend.of(samples, Vitals::resident)
        .requireSteady("resident memory", 0.03, 4 * MEGABYTE, findings);
    Trend.of(samples, Vitals::slots).requireSteady("reader slots", 0, 0.5, findings);
    Trend.of(samples, Vitals::fileSize).requireSteady("file", 0.1, 2 * MEGABYTE, findings);
  }

  /** In words. */
  String asText() {
    return "heap %.1f MB, %d threads, %d descriptors, %.1f MB resident, %d slots, file %.1f MB"
        .formatted(heap / 1e6, threads, descriptors, resident / 1e6, slots, fileSize / 1e6);
  }
}
