package io.reactiveregistry.lmdb;

/**
 * How far a check, a repair or a salvage has come.
 *
 * @param done how many entries have been examined; each is examined several times
 * @param total how many examinations of entries there will be
 */
public record MaintenanceProgress(long done, long total) {}
