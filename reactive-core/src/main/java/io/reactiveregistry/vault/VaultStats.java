package io.reactiveregistry.vault;

/**
 * What a {@link Vault} has done since it was built. The numbers are taken one after another while
 * reads go on, so they need not fit each other exactly.
 *
 * @param hits reads answered from the cache. A subscription to {@link Vault#load}, {@link
 *     Vault#find} or {@link Vault#exists} is one read, and so is each id of {@link Vault#loadAll}
 *     and {@link Vault#warm}. That a template is known to be absent counts as well. {@link
 *     Vault#exists} of a strict Vault passes through and is not counted.
 * @param misses reads that were not: they began a read of the registry, joined one that was under
 *     way, or were refused
 * @param loads bodies asked of the registry, for misses and to refresh. What passes through is not
 *     among them: what {@link Vault#exists} asks after a miss, and {@link Vault#loadAll} while
 *     nothing is cached.
 * @param evictions entries dropped because the Vault was full, not those dropped by writes
 * @param size entries at the moment, an estimate; one that a write has made invalid may be among
 *     them until its place is needed
 */
public record VaultStats(long hits, long misses, long loads, long evictions, long size) {}
