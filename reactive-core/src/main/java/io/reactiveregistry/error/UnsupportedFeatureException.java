package io.reactiveregistry.error;

/** This registry cannot do that at all, whatever is asked of it. Not retryable. */
public final class UnsupportedFeatureException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String registry;
  private final String feature;

  /**
   * @param registry where the templates are
   * @param feature what it does not have
   * @param remedy what to do about it
   */
  public UnsupportedFeatureException(String registry, String feature, String remedy) {
    super(
        "The registry at %s has no %s; %s".formatted(registry, feature, remedy),
        /* withStackTrace= */ false);
    this.registry = registry;
    this.feature = feature;
  }

  /** Where the templates are. */
  public String registry() {
    return registry;
  }

  /** What it does not have. */
  public String feature() {
    return feature;
  }
}
