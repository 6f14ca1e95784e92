package io.reactiveregistry.error;

/** A write on a registry that was opened read-only; nothing was done. Not retryable. */
public final class ReadOnlyRegistryException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String registry;

  /**
   * @param registry which registry, usually its path
   */
  public ReadOnlyRegistryException(String registry) {
    super(
        "The registry at %s was opened read-only; open it without readOnly(true) to write"
            .formatted(registry),
        /* withStackTrace= */ false);
    this.registry = registry;
  }

  /** Which registry, usually its path. */
  public String registry() {
    return registry;
  }
}
