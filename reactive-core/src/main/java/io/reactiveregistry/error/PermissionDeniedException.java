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
    this(
        "This process may not %s %s; grant it the permission or choose another path"
            .formatted(access, path),
        cause,
        path);
  }

  private PermissionDeniedException(String message, @Nullable Throwable cause, String path) {
    super(message, cause);
    this.path = path;
  }

  /**
   * The file system is mounted for reading only.
   *
   * @param path what was to be written
   * @param cause what the system reported
   */
  public static PermissionDeniedException readOnlyFileSystem(
      String path, @Nullable Throwable cause) {
    return new PermissionDeniedException(
        "%s lies on a file system that is mounted read-only; open it with readOnly(true), or mount it for writing"
            .formatted(path),
        cause,
        path);
  }

  /** What could not be used. */
  public String path() {
    return path;
  }
}
