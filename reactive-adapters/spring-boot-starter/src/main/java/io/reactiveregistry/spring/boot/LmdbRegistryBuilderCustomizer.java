package io.reactiveregistry.spring.boot;

import io.reactiveregistry.lmdb.LmdbRegistryBuilder;

/**
 * Sets options of the store beyond its properties, as a bean. Called before the store is opened.
 */
@FunctionalInterface
public interface LmdbRegistryBuilderCustomizer {

  /** Changes the options. */
  void customize(LmdbRegistryBuilder builder);
}
