package io.reactiveregistry.architecture.broken.migration;

import com.github.benmanes.caffeine.cache.Cache;
import io.reactiveregistry.architecture.broken.lmdb.BrokenEngine;

/** A migration that knows the engine, and Caffeine. */
public class BrokenMigration {

  public Class<?> engine = BrokenEngine.class;
  public Class<?> cache = Cache.class;
}
