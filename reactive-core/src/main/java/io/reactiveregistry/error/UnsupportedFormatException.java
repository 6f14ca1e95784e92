package io.reactiveregistry.error;

/**
 * The store was written by a later version of this library in a format that this one does not know;
 * it was left untouched. Not retryable: use a newer version.
 */
public final class UnsupportedFormatException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final long format;
  private final long newestKnown;

  /**
   * @param path where the store lies
   * @param format the number of its format
   * @param newestKnown the newest format that this library knows
   */
  public UnsupportedFormatException(String path, long format, long newestKnown) {
    super(
        "The store at %s has format %d, this version of the library knows formats up to %d; use a newer version"
            .formatted(path, format, newestKnown),
        null);
    this.path = path;
    this.format = format;
    this.newestKnown = newestKnown;
  }

  /** Where the store lies. */
  public String path() {
    return path;
  }

  /** The number of its format. */
  public long format() {
    return format;
  }

  /** The newest format that this library knows. */
  public long newestKnown() {
    return newestKnown;
  }
}
