package io.reactiveregistry.error;

/**
 * A bounded queue is full, so the call was refused at once and nothing was done. Retryable, after a
 * pause: {@code Retry.backoff} with {@code filter(e -> e instanceof RegistryException r &&
 * r.isRetryable())}.
 */
public final class OverloadedException extends RegistryException {

  private static final long serialVersionUID = 1L;

  private final String queue;
  private final long capacity;
  private final String option;

  /**
   * @param queue which queue is full
   * @param capacity how many calls it holds
   * @param option the option that sets the capacity
   */
  public OverloadedException(String queue, int capacity, String option) {
    this(queue, capacity, "calls", option);
  }

  private OverloadedException(String queue, long capacity, String unit, String option) {
    super(
        "The %s queue is full (%d %s waiting); retry after a pause, or raise %s"
            .formatted(queue, capacity, unit, option),
        /* withStackTrace= */ false);
    this.queue = queue;
    this.capacity = capacity;
    this.option = option;
  }

  /**
   * The calls that wait have come to the bytes that may wait.
   *
   * @param queue which queue is full
   * @param capacity how many bytes it holds
   * @param option the option that sets the capacity
   */
  public static OverloadedException ofBytes(String queue, long capacity, String option) {
    return new OverloadedException(queue, capacity, "bytes", option);
  }

  /** Which queue is full. */
  public String queue() {
    return queue;
  }

  /** How many calls, or bytes, the queue holds; the name of the option tells which. */
  public long capacity() {
    return capacity;
  }

  /** The option that sets the capacity. */
  public String option() {
    return option;
  }

  @Override
  public boolean isRetryable() {
    return true;
  }
}
