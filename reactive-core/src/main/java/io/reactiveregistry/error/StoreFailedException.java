package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * The store has failed and does nothing any more: the device refused a page that everything depends
 * on, or the map into memory was lost. What was acknowledged before is safe. Not retryable on this
 * registry: close it and open it again.
 */
public final class StoreFailedException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path where the store lies
   * @param cause what made it fail
   */
  public StoreFailedException(String path, @Nullable Throwable cause) {
    super(
        "The store at %s has failed (%s); close it and open it again, and check the device"
            .formatted(path, cause == null ? "unknown cause" : cause.getMessage()),
        cause);
    this.path = path;
  }

  /** Where the store lies. */
  public String path() {
    return path;
  }
}
