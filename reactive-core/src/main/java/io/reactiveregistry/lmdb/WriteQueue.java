package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.RegistryException;
import org.jspecify.annotations.Nullable;

/** Where write requests go. */
@FunctionalInterface
interface WriteQueue {

  /**
   * Takes the request without waiting.
   *
   * @return why it was refused, or null when it was accepted and will be signalled
   */
  @Nullable RegistryException submit(WriteRequest request);
}
