/**
 * Everything that can go wrong, as one sealed family under {@link
 * io.reactiveregistry.error.RegistryException}.
 *
 * <p>A message names the thing, the limit, the actual value and the remedy; the same data is there
 * as accessors. {@link io.reactiveregistry.error.RegistryException#isRetryable()} says whether the
 * same call can succeed later without anybody changing anything.
 */
@NullMarked
package io.reactiveregistry.error;

import org.jspecify.annotations.NullMarked;
