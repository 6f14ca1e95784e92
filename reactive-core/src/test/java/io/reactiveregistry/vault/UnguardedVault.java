package io.reactiveregistry.vault;

import io.reactiveregistry.ReactiveRegistry;

/** A Vault that keeps whatever it has read, to show that a test would notice. */
public final class UnguardedVault {

  private UnguardedVault() {}

  /** Starts with default options. */
  public static VaultBuilder over(ReactiveRegistry registry) {
    return Vault.over(registry).insertionRule((flight, registered) -> true);
  }
}
