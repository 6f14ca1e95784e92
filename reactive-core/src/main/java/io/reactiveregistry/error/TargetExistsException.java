package io.reactiveregistry.error;

/**
 * Something lies already where a backup, a restored or a salvaged store was to be written; it was
 * left untouched and nothing was written. Not retryable: choose another path.
 */
public final class TargetExistsException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path where something lies
   */
  public TargetExistsException(String path) {
    super(
        "%s exists already and is never overwritten; choose another path or move it away"
            .formatted(path),
        null);
    this.path = path;
  }

  /** Where something lies. */
  public String path() {
    return path;
  }
}
