package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * The data file is damaged as a whole: truncated, emptied, or with pages that are not what they
 * should be. LMDB does not map it, since that would take the process down; it was left untouched.
 * Not retryable: restore a backup, or salvage what is readable.
 */
public final class DamagedStoreException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  /**
   * @param path where the store lies
   * @param reason what is wrong with it
   * @param cause what was found out, if anything
   */
  public DamagedStoreException(String path, String reason, @Nullable Throwable cause) {
    super(
        "The store at %s is damaged: %s; it was left untouched, restore a backup or salvage what is readable"
            .formatted(path, reason),
        cause);
    this.path = path;
    this.reason = reason;
  }

  /** Where the store lies. */
  public String path() {
    return path;
  }

  /** What is wrong with it. */
  public String reason() {
    return reason;
  }
}
