package io.reactiveregistry.architecture.broken.migration;

import io.reactiveregistry.architecture.broken.lmdb.BrokenEngine;

/** A migration that knows the engine. */
public class BrokenMigration {

  public Class<?> engine = BrokenEngine.class;
}
