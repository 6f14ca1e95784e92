package io.reactiveregistry.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How much memory a process takes.
 *
 * @param heap bytes of the heap in use after a collection
 * @param outside bytes outside the heap that belong to no file, so without the pages of the store
 */
record ServerMemory(long heap, long outside) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double MEGABYTE = 1 << 20;

  /**
   * Of this process, of which the whole heap has to be resident from the beginning: {@code
   * -XX:+AlwaysPreTouch} and a fixed size.
   */
  static ServerMemory now() throws IOException {
    System.gc();
    var memory = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new ServerMemory(memory.getUsed(), Math.max(0, resident() - memory.getCommitted()));
  }

  /** 0 where the system does not tell. */
  private static long resident() throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findAny()
        .orElse(0);
  }

  String toText() {
    return heap + " " + outside;
  }

  static ServerMemory parse(String text) {
    String[] numbers = text.split(" ", 2);
    return new ServerMemory(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }

  ServerMemory minus(ServerMemory other) {
    return new ServerMemory(heap - other.heap, outside - other.outside);
  }

  /** Whether neither part is more than that of the other. */
  boolean isWithin(ServerMemory most) {
    return heap <= most.heap && outside <= most.outside;
  }

  String asMegabytes() {
    return String.format(
        Locale.ROOT, "%.1f MB of heap and %.1f MB outside", heap / MEGABYTE, outside / MEGABYTE);
  }
}
