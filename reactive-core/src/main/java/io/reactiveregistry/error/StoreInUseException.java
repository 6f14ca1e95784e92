package io.reactiveregistry.error;

import org.jspecify.annotations.Nullable;

/**
 * The store is open already in a way that excludes this opening of it. Not retryable: the other one
 * has to change or to be closed first.
 */
public final class StoreInUseException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final @Nullable String option;

  private StoreInUseException(String path, @Nullable String option, String explanation) {
    super("The store at %s is already open %s".formatted(path, explanation), null);
    this.path = path;
    this.option = option;
  }

  /**
   * This process has it open with another value of an option that all its users must share.
   *
   * @param path where the store lies
   * @param option the option that differs
   * @param current the value in force
   * @param requested the value asked for
   */
  public static StoreInUseException withOtherOptions(
      String path, String option, Object current, Object requested) {
    return new StoreInUseException(
        path,
        option,
        "in this process with %s = %s, not %s; use the same options, or close it first"
            .formatted(option, current, requested));
  }

  /**
   * Another class loader of this process has it open; LMDB forbids that and does not notice.
   *
   * @param path where the store lies
   */
  public static StoreInUseException byAnotherClassLoader(String path) {
    return new StoreInUseException(
        path,
        null,
        "in this process through another class loader; load the library once for all applications, or close it there first");
  }

  /**
   * A process with the same process id has it open, as happens when containers share a volume but
   * number their processes separately.
   *
   * @param path where the store lies
   */
  public static StoreInUseException bySameProcessId(String path) {
    return new StoreInUseException(
        path,
        null,
        "in another container with the same process id; let the containers share one process id namespace");
  }

  /** Where the store lies. */
  public String path() {
    return path;
  }

  /** The option that differs, or null when it is not about options. */
  public @Nullable String option() {
    return option;
  }
}
