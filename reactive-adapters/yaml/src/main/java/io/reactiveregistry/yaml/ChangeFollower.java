package io.reactiveregistry.yaml;

import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.error.ChangesCompactedException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One subscriber that follows the changes: it keeps its place in the log and nothing else, and
 * takes changes from there when it has demand.
 *
 * <p>All signals come from one worker, which runs one task after the other, so they are serial.
 */
final class ChangeFollower implements Runnable, Disposable {

  /** How many changes are told before others get their turn on the thread. */
  static final int BURST = 256;

  private final ChangeLog.Cursor cursor;
  private final FluxSink<TemplateChange> sink;
  private final Supplier<@Nullable RuntimeException> end;
  private final Scheduler.Worker worker = Schedulers.parallel().createWorker();
  private final AtomicBoolean awake = new AtomicBoolean();
  private volatile boolean disposed;

  /**
   * @param end with what the feed has ended, or null while it goes on
   */
  ChangeFollower(
      ChangeLog.Cursor cursor,
      FluxSink<TemplateChange> sink,
      Supplier<@Nullable RuntimeException> end) {
    this.cursor = cursor;
    this.sink = sink;
    this.end = end;
  }

  /** Has it look whether there is anything to tell. Never signals on the calling thread. */
  void wake() {
    if (awake.compareAndSet(false, true)) {
      try {
        worker.schedule(this);
      } catch (RejectedExecutionException e) {
        if (!disposed) {
          sink.error(e); // somebody has shut down the schedulers of Reactor
        }
      }
    }
  }

  @Override
  public void run() {
    awake.set(false); // before looking, so that whatever comes later wakes it again
    RuntimeException ended = end.get(); // before looking, so that nothing before the end is missed
    try {
      if (tell()) {
        wake();
      } else if (ended != null && !disposed) {
        sink.error(ended);
      }
    } catch (ChangesCompactedException e) {
      sink.error(e);
    }
  }

  /** Tells some of what there is; true when there may be more, and demand for it. */
  private boolean tell() {
    for (int told = 0; told < BURST; told++) {
      if (disposed || sink.requestedFromDownstream() == 0) {
        return false;
      }
      TemplateChange change = cursor.next();
      if (change == null) {
        return false;
      }
      sink.next(change);
    }
    return true;
  }

  @Override
  public void dispose() {
    disposed = true;
    worker.dispose();
  }

  @Override
  public boolean isDisposed() {
    return disposed;
  }
}
