package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * A write failed so late that nobody knows whether it took effect; it did so entirely or not at
 * all. Not retryable blindly: open the store again, look, and write again what is missing.
 */
public final class UnknownOutcomeException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path where the store lies
   * @param cause what the system or engine reported
   */
  public UnknownOutcomeException(String path, @Nullable Throwable cause) {
    super(
        "It is unknown whether a write to the store at %s took effect (%s); open the store again and look before writing it again"
            .formatted(path, cause == null ? "unknown cause" : cause.getMessage()),
        cause);
    this.path = path;
  }

  /** Where the store lies. */
  public String path() {
    return path;
  }
}
