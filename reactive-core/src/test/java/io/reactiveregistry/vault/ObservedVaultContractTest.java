package io.reactiveregistry.vault;

import io.reactiveregistry.contract.InMemoryRegistry;

/** A Vault that is told of writes keeps every contract. */
class ObservedVaultContractTest extends VaultContracts {

  @Override
  VaultBuilder vault() {
    return Vault.over(new InMemoryRegistry());
  }
}
