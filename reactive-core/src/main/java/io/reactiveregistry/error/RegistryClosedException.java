package io.reactiveregistry.error;

/** The registry was closed before this call. Not retryable: open it again. */
public final class RegistryClosedException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String registry;

  /**
   * @param registry which registry, usually its path
   */
  public RegistryClosedException(String registry) {
    super(
        "The registry at %s is closed; open it again to go on".formatted(registry),
        /* withStackTrace= */ false);
    this.registry = registry;
  }

  /** Which registry was closed, usually its path. */
  public String registry() {
    return registry;
  }
}
