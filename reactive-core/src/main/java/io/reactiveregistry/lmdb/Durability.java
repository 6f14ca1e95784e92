package io.reactiveregistry.lmdb;

import org.jspecify.annotations.Nullable;
import org.lmdbjava.EnvFlags;

/**
 * What a completed write promises when the operating system crashes or the power fails. The death
 * of this process alone never loses a completed write, whatever the level.
 */
public enum Durability {
  /** A completed write is on the disk. Costs two waits for the disk per group of writes. */
  FULL(null),
  /**
   * The store stays intact, but the last group of writes may be undone. Costs one wait for the disk
   * per group.
   */
  NO_META_SYNC(EnvFlags.MDB_NOMETASYNC),
  /**
   * Nothing: the last writes may be lost, and the store may become unreadable where the file system
   * does not keep the order of writes. For stores that can be made anew. Waits for no disk.
   */
  NO_SYNC(EnvFlags.MDB_NOSYNC);

  private final @Nullable EnvFlags flag;

  Durability(@Nullable EnvFlags flag) {
    this.flag = flag;
  }

  /** What LMDB is told, or null for its default. */
  @Nullable EnvFlags flag() {
    return flag;
  }
}
