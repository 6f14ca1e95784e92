package io.reactiveregistry.lmdb;

import java.nio.file.Path;

/**
 * What a store takes and holds, at one moment.
 *
 * @param directory where it lies
 * @param fileSize length of its data file in bytes
 * @param mapSize bytes the store can grow to before its map is enlarged
 * @param maxMapSize bytes the map may be enlarged to
 * @param usedBytes bytes up to the last page in use
 * @param templates number of templates
 * @param versions number of versions that can be loaded, the current ones included
 * @param readers reader slots in use by all processes
 * @param maxReaders reader slots there are
 * @param lastTransactionId number of LMDB's last committed transaction
 * @param pageSize size of a page in bytes
 */
public record StorageInfo(
    Path directory,
    long fileSize,
    long mapSize,
    long maxMapSize,
    long usedBytes,
    long templates,
    long versions,
    int readers,
    int maxReaders,
    long lastTransactionId,
    int pageSize) {}
