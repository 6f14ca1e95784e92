package io.reactiveregistry.metrics;

/** Where requests wait. */
public enum RequestQueue {
  /** For a reader thread. */
  READ,
  /** For the writer. */
  WRITE
}
