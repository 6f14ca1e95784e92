package io.reactiveregistry.error;

/** The target of a migration already holds templates; nothing was written. Not retryable. */
public final class TargetNotEmptyException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final long count;

  /**
   * @param count how many templates the target holds
   */
  public TargetNotEmptyException(long count) {
    super(
        "The target already holds %d templates; choose an empty one, or migrate with overwrite to make it equal the source"
            .formatted(count),
        null);
    this.count = count;
  }

  /** How many templates the target holds. */
  public long count() {
    return count;
  }
}
