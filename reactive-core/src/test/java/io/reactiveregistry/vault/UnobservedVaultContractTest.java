package io.reactiveregistry.vault;

/** A Vault over a registry that does not tell of its writes keeps every contract. */
class UnobservedVaultContractTest extends VaultContracts {

  @Override
  VaultBuilder vault() {
    return Vault.over(new GatedRegistry().unobservable());
  }
}
