package io.reactiveregistry.examples.promptserver;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server has done and how it is, as numbers; counts are totals since the start.
 *
 * @param time when it was so, in milliseconds since 1970
 * @param uptimeMillis how long the server has been running
 * @param operations what was done, by kind
 */
record Dashboard(
    long time,
    long uptimeMillis,
    Map<String, OperationFigures> operations,
    VaultFigures vault,
    StoreFigures store) {

  /**
   * One kind of operation. Percentiles are those of about the last minute, null when nothing was
   * timed in it.
   */
  record OperationFigures(
      long count,
      long errors,
      @Nullable Double p50Millis,
      @Nullable Double p95Millis,
      @Nullable Double p99Millis) {}

  /** The cache; all are 0 where there is none. */
  record VaultFigures(long hits, long misses, long size, long evictions) {}

  /**
   * The store. Numbers are null until it has been looked at for the first time, a moment after the
   * start.
   *
   * @param mapUse which part is in use of what the store can grow to, from 0 to 1
   */
  record StoreFigures(
      @Nullable Long templates,
      @Nullable Long versions,
      @Nullable Long revision,
      @Nullable Long fileBytes,
      @Nullable Double mapUse,
      @Nullable Long readQueue,
      @Nullable Long writeQueue) {}
}
