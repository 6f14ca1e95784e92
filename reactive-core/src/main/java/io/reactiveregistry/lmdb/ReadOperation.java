package io.reactiveregistry.lmdb;

import org.jspecify.annotations.Nullable;

/** A question to one snapshot. It checks its arguments, so that whatever is wrong is signalled. */
@FunctionalInterface
interface ReadOperation<T> {

  /** The answer, or null for none; must not refer to the snapshot. */
  @Nullable T read(Snapshot snapshot);
}
