package io.reactiveregistry.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a Vault caches.
 *
 * @param maximumSize how many entries it holds, or {@link #UNBOUNDED}
 * @param maximumWeight how many estimated bytes its entries take, or {@link #UNBOUNDED}
 * @param negativeEntries whether what is absent is remembered
 * @param refreshAfterNanos how old an entry may be before it is read again, or {@link #UNBOUNDED}
 * @param ticker tells the age of entries
 * @param executor evicts entries
 * @param insertionRule what may be kept
 */
record VaultOptions(
    long maximumSize,
    long maximumWeight,
    boolean negativeEntries,
    long refreshAfterNanos,
    Ticker ticker,
    Executor executor,
    InsertionRule insertionRule) {

  static final long UNBOUNDED = Long.MAX_VALUE;

  Cache<Object, Entry> newCache(Runnable onEviction) {
    Caffeine<Object, Entry> bound =
        Caffeine.newBuilder()
            .executor(executor)
            .evictionListener(
                (@Nullable Object key, @Nullable Entry entry, RemovalCause cause) ->
                    onEviction.run());
    return maximumWeight == UNBOUNDED
        ? bound.maximumSize(maximumSize).build()
        : bound.maximumWeight(maximumWeight).weigher(EstimatedSize::of).build();
  }

  boolean isRefreshDue(Entry entry) {
    return refreshAfterNanos != UNBOUNDED && ticker.read() - entry.readAt() >= refreshAfterNanos;
  }
}
