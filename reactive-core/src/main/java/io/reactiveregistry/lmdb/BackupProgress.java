package io.reactiveregistry.lmdb;

/**
 * How far a backup is. The phases follow each other, each from nothing to its total.
 *
 * @param phase what is being done
 * @param done bytes that were read in this phase
 * @param total bytes to be read in this phase
 */
public record BackupProgress(Phase phase, long done, long total) {

  /** What is being done. */
  public enum Phase {
    /** The store is being copied. */
    COPYING,
    /** The copy is being read again. */
    VERIFYING
  }
}
