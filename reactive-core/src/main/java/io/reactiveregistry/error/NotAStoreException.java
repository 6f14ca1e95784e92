package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/** What lies at the path is not a template store; it was left untouched. Not retryable. */
public final class NotAStoreException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  /**
   * @param path what was to be opened
   * @param reason what was found there
   * @param cause what the system or engine reported, if anything
   */
  public NotAStoreException(String path, String reason, @Nullable Throwable cause) {
    super(
        "%s is not a template store: %s; it was left untouched, choose another path"
            .formatted(path, reason),
        cause);
    this.path = path;
    this.reason = reason;
  }

  /** What was to be opened. */
  public String path() {
    return path;
  }

  /** What was found there. */
  public String reason() {
    return reason;
  }
}
