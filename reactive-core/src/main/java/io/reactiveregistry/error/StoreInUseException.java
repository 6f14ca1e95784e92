package io.reactiveregistry.error;

/**
 * The store is already open in this process with another value of an option that all its users must
 * share. Not retryable: use equal options, or close the other one first.
 */
public final class StoreInUseException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String option;

  /**
   * @param path where the store lies
   * @param option the option that differs
   * @param current the value in force
   * @param requested the value asked for
   */
  public StoreInUseException(String path, String option, Object current, Object requested) {
    super(
        "The store at %s is already open in this process with %s = %s, not %s; use the same options, or close it first"
            .formatted(path, option, current, requested),
        null);
    this.path = path;
    this.option = option;
  }

  /** Where the store lies. */
  public String path() {
    return path;
  }

  /** The option that differs. */
  public String option() {
    return option;
  }
}
