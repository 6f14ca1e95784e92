package io.reactiveregistry.vault;

import io.reactiveregistry.contract.InMemoryRegistry;

/** A strict Vault keeps every contract. */
class StrictVaultContractTest extends VaultContracts {

  @Override
  VaultBuilder vault() {
    return Vault.over(new InMemoryRegistry()).strict();
  }
}
