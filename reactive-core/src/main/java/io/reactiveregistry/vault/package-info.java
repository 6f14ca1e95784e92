/**
 * A cache over any registry that is never wrong.
 *
 * <p>{@link io.reactiveregistry.vault.Vault} is the way in. It knows the contract and its errors
 * only, so it goes over whatever implements {@link io.reactiveregistry.ReactiveRegistry}. The parts
 * of it:
 *
 * <pre>
 *   Vault             the registry that callers see
 *   CachedMono        a read: signals what is cached at once
 *   SharedReadMono    a read of what is not: waits for a flight
 *   TemplateCache     what is cached now, and whether anything may be
 *   Generation        entries that are dropped together, and the reads under way for them
 *   Flight            one read of the store for all who ask for the same key meanwhile
 *   Lease             what entries of versions and labels are valid under
 *   ChangeFollower    invalidates what other processes write
 *   WriteInvalidation invalidates what is written through a Vault that nobody tells of writes
 * </pre>
 *
 * <p>Why no old value survives a write is proved at {@code Generation}.
 */
@NullMarked
package io.reactiveregistry.vault;

import org.jspecify.annotations.NullMarked;
