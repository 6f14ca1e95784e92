package io.reactiveregistry.architecture.broken.lmdb;

import io.reactiveregistry.architecture.broken.migration.BrokenMigration;
import org.msgpack.core.MessagePack;

/** An engine that is public, knows migration, and knows MessagePack. */
public class BrokenEngine {

  public Class<?> migration = BrokenMigration.class;
  public Class<?> messagePack = MessagePack.class;
}
