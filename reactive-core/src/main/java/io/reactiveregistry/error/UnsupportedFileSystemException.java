package io.reactiveregistry.error;

/**
 * The directory lies on a file system that does not give LMDB what it needs: memory and locks
 * shared by all processes. Nothing was done. Not retryable: choose a local disk.
 */
public final class UnsupportedFileSystemException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String fileSystem;

  /**
   * @param path where the store would lie
   * @param fileSystem the type of the file system there
   */
  public UnsupportedFileSystemException(String path, String fileSystem) {
    super(
        "A store needs a local file system, but %s lies on one of type %s; choose a local disk, or open it with allowNetworkFileSystem(true) if it is used by one machine only"
            .formatted(path, fileSystem),
        null);
    this.path = path;
    this.fileSystem = fileSystem;
  }

  /** Where the store would lie. */
  public String path() {
    return path;
  }

  /** The type of the file system there, as the operating system names it. */
  public String fileSystem() {
    return fileSystem;
  }
}
