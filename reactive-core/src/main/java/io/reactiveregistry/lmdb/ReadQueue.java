package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.RegistryException;
import org.jspecify.annotations.Nullable;

/** Where read requests go. */
interface ReadQueue {

  /**
   * Takes the request without waiting.
   *
   * @return why it was refused, or null when it was accepted and will be signalled
   */
  @Nullable RegistryException submit(ReadRequest<?> request);

  /** What a failure of reading is called. */
  RegistryException translate(Throwable error);
}
