package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * The file system has no room (or the quota is used up), so the write was not done; reads go on.
 * Not retryable before room is made; no restart is needed afterwards.
 */
public final class StoreFullException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path where the store lies
   * @param cause what the system reported
   */
  public StoreFullException(String path, @Nullable Throwable cause) {
    super(
        "No room left on the file system of %s; free some space or raise the quota, then retry"
            .formatted(path),
        cause);
    this.path = path;
  }

  /** Where the store lies. */
  public String path() {
    return path;
  }
}
