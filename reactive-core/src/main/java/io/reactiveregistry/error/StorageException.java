package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/** Reading or writing the store's files failed. The cause says how the system put it. */
public final class StorageException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String operation;

  /**
   * @param path where the store lies
   * @param operation what was being done
   * @param cause what the system or engine reported
   */
  public StorageException(String path, String operation, @Nullable Throwable cause) {
    super(
        "Could not %s at %s: %s; check the device and the files"
            .formatted(operation, path, cause == null ? "unknown cause" : cause.getMessage()),
        cause);
    this.path = path;
    this.operation = operation;
  }

  /** Where the store lies. */
  public String path() {
    return path;
  }

  /** What was being done. */
  public String operation() {
    return operation;
  }
}
