package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.StoreInUseException;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.nio.file.Path;

/** The options of a store, checked and immutable. Sizes are in bytes. */
record StoreOptions(
    Path directory,
    int readerThreads,
    int readQueueCapacity,
    int writeQueueCapacity,
    long writeQueueBytes,
    long mapSize,
    long maxMapSize,
    long deletionReserve,
    Durability durability,
    boolean writeMap,
    boolean readOnly,
    boolean allowNetworkFileSystem,
    int maxRecordBytes,
    VersionPolicy versions,
    ChangeLogOptions changeLog,
    RegistryMetrics metrics) {

  /**
   * All users of a store in one process share its threads, queues and files, so they must agree.
   *
   * @throws StoreInUseException naming the first option that differs
   */
  void requireSameAs(StoreOptions requested) {
    requireSame("readerThreads", readerThreads, requested.readerThreads);
    requireSame("readQueueCapacity", readQueueCapacity, requested.readQueueCapacity);
    requireSame("writeQueueCapacity", writeQueueCapacity, requested.writeQueueCapacity);
    requireSame("writeQueueBytes", writeQueueBytes, requested.writeQueueBytes);
    requireSame("mapSize", mapSize, requested.mapSize);
    requireSame("maxMapSize", maxMapSize, requested.maxMapSize);
    requireSame("deletionReserve", deletionReserve, requested.deletionReserve);
    requireSame("durability", durability, requested.durability);
    requireSame("writeMap", writeMap, requested.writeMap);
    requireSame("readOnly", readOnly, requested.readOnly);
    requireSame("maxRecordBytes", maxRecordBytes, requested.maxRecordBytes);
    requireSame("immutableVersions", versions.immutable(), requested.versions.immutable());
    requireSame("keepVersions", versions.kept(), requested.versions.kept());
    requireSame("changeLogCapacity", changeLog.capacity(), requested.changeLog.capacity());
    requireSame("changeDetection", changeLog.detection(), requested.changeLog.detection());
    requireSame("metrics", metrics, requested.metrics);
  }

  private void requireSame(String option, Object current, Object requested) {
    if (!current.equals(requested)) {
      throw StoreInUseException.withOtherOptions(directory.toString(), option, current, requested);
    }
  }

  /** The options for making an empty store, which will then be moved to its place. */
  StoreOptions forCreationIn(Path scratch) {
    return new StoreOptions(
        scratch,
        readerThreads,
        readQueueCapacity,
        writeQueueCapacity,
        writeQueueBytes,
        mapSize,
        maxMapSize,
        0,
        Durability.FULL,
        false,
        false,
        allowNetworkFileSystem,
        maxRecordBytes,
        versions,
        changeLog,
        RegistryMetrics.none());
  }
}
