package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.StoreInUseException;
import java.nio.file.Path;

/** The options of a store, checked and immutable. Sizes are in bytes. */
record StoreOptions(
    Path directory,
    int readerThreads,
    int readQueueCapacity,
    int writeQueueCapacity,
    long mapSize,
    long maxMapSize,
    Durability durability,
    boolean writeMap,
    boolean readOnly,
    int maxRecordBytes) {

  /**
   * All users of a store in one process share its threads, queues and files, so they must agree.
   *
   * @throws StoreInUseException naming the first option that differs
   */
  void requireSameAs(StoreOptions requested) {
    requireSame("readerThreads", readerThreads, requested.readerThreads);
    requireSame("readQueueCapacity", readQueueCapacity, requested.readQueueCapacity);
    requireSame("writeQueueCapacity", writeQueueCapacity, requested.writeQueueCapacity);
    requireSame("mapSize", mapSize, requested.mapSize);
    requireSame("maxMapSize", maxMapSize, requested.maxMapSize);
    requireSame("durability", durability, requested.durability);
    requireSame("writeMap", writeMap, requested.writeMap);
    requireSame("readOnly", readOnly, requested.readOnly);
    requireSame("maxRecordBytes", maxRecordBytes, requested.maxRecordBytes);
  }

  private void requireSame(String option, Object current, Object requested) {
    if (!current.equals(requested)) {
      throw new StoreInUseException(directory.toString(), option, current, requested);
    }
  }
}
