package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/** The operating system does not let this process use the files. Not retryable. */
public final class PermissionDeniedException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path what could not be used
   * @param access what was wanted, for example {@code read and write}
   * @param cause what the system reported
   */
  public PermissionDeniedException(String path, String access, @Nullable Throwable cause) {
    super(
        "This process may not %s %s; grant it the permission or choose another path"
            .formatted(access, path),
        cause);
    this.path = path;
  }

  /** What could not be used. */
  public String path() {
    return path;
  }
}
