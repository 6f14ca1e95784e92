package io.reactiveregistry.spring.boot;

import io.reactiveregistry.vault.VaultBuilder;

/** Sets options of the cache beyond its properties, as a bean. Called before it is built. */
@FunctionalInterface
public interface VaultBuilderCustomizer {

  /** Changes the options. */
  void customize(VaultBuilder builder);
}
