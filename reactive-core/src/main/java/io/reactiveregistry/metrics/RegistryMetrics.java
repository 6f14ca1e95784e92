package io.reactiveregistry.metrics;

/**
 * Told what a registry does. All methods do nothing unless they are overridden, so further ones can
 * be added.
 *
 * <p><b>Threads.</b> Called from many threads at once, also from those that answer reads and signal
 * writes, which must not be kept: a method counts, and neither blocks nor waits. It is never called
 * inside a transaction, nor on the thread that writes.
 *
 * <p><b>When.</b> The end of a call is told just before its subscriber is signalled, so whoever has
 * its result finds it counted. Each call that has begun has one end: it succeeded, failed or was
 * cancelled.
 *
 * <p><b>Times</b> are in nanoseconds. A read lasts from its first demand on, a write from its
 * subscription on, since it is encoded then; both end before the subscriber is signalled, so what
 * the subscriber does is not in it. Reads that are answered from one snapshot end together.
 *
 * <p><b>Errors.</b> A recorder that throws disturbs no call: what it threw is logged, at most once
 * a minute.
 */
public interface RegistryMetrics {

  /** In place of the time of a call that was not timed. */
  long UNTIMED = -1;

  /** Records nothing, and costs nothing. */
  static RegistryMetrics none() {
    return NoMetrics.NONE;
  }

  /**
   * The same recorder, but what it throws is logged and not passed on; for those who call it.
   *
   * @param metrics whose {@link #isEnabled} is asked now, once and for all
   */
  static RegistryMetrics guarded(RegistryMetrics metrics) {
    return GuardedMetrics.of(metrics);
  }

  /** Whether to measure at all. Asked once, when a registry is opened. */
  default boolean isEnabled() {
    return true;
  }

  /**
   * Whether to time a read that begins now. Asked for each read: to look at the clock and to record
   * a time costs as much as a tenth of a read, so a recorder may be content with some of them. One
   * that is not timed is told all the same, with {@link #UNTIMED} as its time.
   */
  default boolean isTimed(Operation read) {
    return true;
  }

  /** A call had a result. */
  default void succeeded(Operation operation, long nanos) {}

  /** A call ended with an error, be it a refusal. */
  default void failed(Operation operation, long nanos, Throwable failure) {}

  /** A call was cancelled before it ended. A write that had begun is done all the same. */
  default void cancelled(Operation operation, long nanos) {}

  /**
   * A request has waited for its turn. Of reads that are answered together from one snapshot only
   * the first that is timed is told; writes are told each.
   */
  default void waited(RequestQueue queue, long nanos) {}

  /** Writes were committed. A transaction that changed nothing is not one. */
  default void committed(GroupCommit commit) {}
}
