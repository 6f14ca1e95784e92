package io.reactiveregistry.vault;

import io.reactiveregistry.contract.InMemoryRegistry;

/** A Vault that holds next to nothing keeps every contract. */
class SmallVaultContractTest extends VaultContracts {

  @Override
  VaultBuilder vault() {
    return Vault.over(new InMemoryRegistry()).maximumSize(1).negativeEntries(false);
  }
}
