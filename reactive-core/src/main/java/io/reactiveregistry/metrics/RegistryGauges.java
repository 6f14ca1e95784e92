package io.reactiveregistry.metrics;

import org.jspecify.annotations.Nullable;

/**
 * How things stand in a registry. Every method returns at once, on any thread: what would need the
 * storage is sampled by the registry itself, see {@link #storage()}. After the registry is closed
 * the last values stay.
 */
public interface RegistryGauges {

  /** Reads that wait for a reader thread. */
  int waitingReads();

  /** Reads that may wait; option {@code readQueueCapacity}, rounded up to the reader threads. */
  int readQueueCapacity();

  /** Writes that are accepted and not yet signalled. */
  int waitingWrites();

  /** Writes that may be accepted; option {@code writeQueueCapacity}. 0 where nothing is written. */
  int writeQueueCapacity();

  /** Bytes that the accepted writes keep in memory. */
  long waitingWriteBytes();

  /** Bytes that they may keep; option {@code writeQueueBytes}. 0 where nothing is written. */
  long writeQueueBytes();

  /** Those who follow the changes of the store in this process, through whatever handle. */
  int subscribers();

  /** Slots of readers that had died with their processes, freed by this process so far. */
  long staleReadersCleared();

  /**
   * What the storage looked like when it was sampled last: about a second ago at most, longer when
   * reads are refused.
   *
   * @return null before the first sample
   */
  @Nullable StorageSample storage();

  /**
   * The last error that concerned the storage, whoever met it in this process. It stays after its
   * reason is gone, as when a full disk has room again.
   *
   * @return null while there was none since the store was opened
   */
  @Nullable StorageFailure lastFailure();
}
