package io.reactiveregistry.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import reactor.util.Logger;
import reactor.util.Loggers;

/** Keeps what a recorder throws from those who call it, and logs it once in a while. */
final class GuardedMetrics implements RegistryMetrics {

  static final long NANOS_BETWEEN_WARNINGS = 60_000_000_000L;

  private static final Logger LOG = Loggers.getLogger(RegistryMetrics.class);

  private final RegistryMetrics metrics;
  private final LongSupplier nanoTime;
  private final Logger log;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong warnedAt = new AtomicLong();

  private GuardedMetrics(RegistryMetrics metrics, LongSupplier nanoTime, Logger log) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    this.log = log;
  }

  static RegistryMetrics of(RegistryMetrics metrics) {
    return of(metrics, System::nanoTime, LOG);
  }

  static RegistryMetrics of(RegistryMetrics metrics, LongSupplier nanoTime, Logger log) {
    if (metrics instanceof GuardedMetrics) {
      return metrics;
    }
    GuardedMetrics guarded = new GuardedMetrics(metrics, nanoTime, log);
    try {
      return metrics.isEnabled() ? guarded : NoMetrics.NONE;
    } catch (Throwable e) { // a registry without metrics is better than none
      guarded.report(e);
      return NoMetrics.NONE;
    }
  }

  @Override
  public boolean isTimed(Operation read) {
    try {
      return metrics.isTimed(read);
    } catch (Throwable e) {
      report(e);
      return false;
    }
  }

  @Override
  public void succeeded(Operation operation, long nanos) {
    try {
      metrics.succeeded(operation, nanos);
    } catch (Throwable e) {
      report(e);
    }
  }

  @Override
  public void failed(Operation operation, long nanos, Throwable failure) {
    try {
      metrics.failed(operation, nanos, failure);
    } catch (Throwable e) {
      report(e);
    }
  }

  @Override
  public void cancelled(Operation operation, long nanos) {
    try {
      metrics.cancelled(operation, nanos);
    } catch (Throwable e) {
      report(e);
    }
  }

  @Override
  public void waited(RequestQueue queue, long nanos) {
    try {
      metrics.waited(queue, nanos);
    } catch (Throwable e) {
      report(e);
    }
  }

  @Override
  public void committed(GroupCommit commit) {
    try {
      metrics.committed(commit);
    } catch (Throwable e) {
      report(e);
    }
  }

  private void report(Throwable error) {
    long count = failures.incrementAndGet();
    long now = nanoTime.getAsLong();
    long last = warnedAt.get();
    if ((count == 1 || now - last >= NANOS_BETWEEN_WARNINGS) && warnedAt.compareAndSet(last, now)) {
      log.warn(
          "The metrics recorder {} has thrown {} times; the calls it was told of go on. The last time:",
          metrics.getClass().getName(),
          count,
          error);
    }
  }
}
