package io.reactiveregistry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The registry as a whole, at one moment.
 *
 * @param count how many templates there are, each counted once whatever the number of its versions
 * @param lastModified when it was last written, in whole seconds, or null when never
 * @param revision the {@link Commit#revision()} of the last write, 0 when never
 */
public record RegistryMetadata(long count, @Nullable Instant lastModified, long revision) {}
