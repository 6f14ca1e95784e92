package io.reactiveregistry.vault;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Teaches BlockHound about the cache, found by it through {@link java.util.ServiceLoader}: whoever
 * writes to it faster than it can evict helps to, under a lock that is held for moments and inside
 * of which no code of subscribers runs.
 */
public final class VaultBlockHoundIntegration implements BlockHoundIntegration {

  /** For {@link java.util.ServiceLoader}. */
  public VaultBlockHoundIntegration() {}

  @Override
  public void applyTo(BlockHound.Builder builder) {
    builder
        .allowBlockingCallsInside(Generation.class.getName(), "keep")
        .allowBlockingCallsInside(Generation.class.getName(), "invalidate")
        .allowBlockingCallsInside(Leases.class.getName(), "of")
        .allowBlockingCallsInside(Leases.class.getName(), "end");
  }
}
