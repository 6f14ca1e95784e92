package io.reactiveregistry;

import java.time.Instant;

/**
 * What a completed write has done.
 *
 * @param revision the number of this write; strictly greater than that of any write committed
 *     before it
 * @param saved how many templates it saved
 * @param deleted how many templates it deleted
 * @param committedAt when it was committed
 */
public record Commit(long revision, int saved, int deleted, Instant committedAt) {}
