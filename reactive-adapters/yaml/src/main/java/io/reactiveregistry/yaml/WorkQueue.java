package io.reactiveregistry.yaml;

import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Threads for work that blocks, with a bounded queue in front of each. With one thread, calls run
 * in the order in which they were subscribed.
 *
 * <p>Cancelling a call that waits removes it from the queue. A call that has begun runs to its end,
 * never interrupted (an interrupt would close the file under a half-done write), and its result is
 * dropped.
 */
final class WorkQueue {

  private static final int IDLE_SECONDS = 10;

  private final String name;
  private final int capacity;
  private final String option;
  private final Path root;
  private final Scheduler scheduler;
  private volatile boolean closed;

  /**
   * @param capacity how many calls may wait for each thread
   * @param option the option that sets the capacity
   */
  WorkQueue(String name, int threads, int capacity, String option, Path root) {
    this.name = name;
    this.capacity = capacity;
    this.option = option;
    this.root = root;
    this.scheduler =
        Schedulers.newBoundedElastic(
            threads, capacity, "yaml-registry-" + name, IDLE_SECONDS, true);
  }

  /** Runs a task; its null becomes an empty Mono. Signals on the thread of the queue. */
  <T> Mono<T> call(Callable<? extends @Nullable T> task) {
    // The outcome travels as a value: an error that nobody waits for any more would be "dropped"
    // loudly.
    return Mono.<Signal<T>>create(sink -> submit(new Call<>(task, sink))).dematerialize();
  }

  private <T> void submit(Call<T> call) {
    if (closed) {
      call.sink.error(closedError());
      return;
    }
    try {
      Disposable scheduled = scheduler.schedule(call);
      call.sink.onCancel(
          () -> {
            if (call.begun.compareAndSet(false, true)) {
              scheduled.dispose();
            }
          });
    } catch (RejectedExecutionException e) {
      call.sink.error(closed ? closedError() : new OverloadedException(name, capacity, option));
    }
  }

  private RegistryClosedException closedError() {
    return new RegistryClosedException(root.toString());
  }

  /** Refuses new calls and completes when all accepted ones have run. */
  Mono<Void> close() {
    return Mono.defer(
        () -> {
          closed = true;
          // It takes a lock of the executor, for which a thread that must not block could wait.
          return scheduler.disposeGracefully().subscribeOn(Schedulers.boundedElastic());
        });
  }

  private final class Call<T> implements Runnable {

    private final Callable<? extends @Nullable T> task;
    private final MonoSink<Signal<T>> sink;
    private final AtomicBoolean begun = new AtomicBoolean();

    Call(Callable<? extends @Nullable T> task, MonoSink<Signal<T>> sink) {
      this.task = task;
      this.sink = sink;
    }

    @Override
    public void run() {
      if (begun.compareAndSet(false, true)) {
        sink.success(outcome());
      }
    }

    private Signal<T> outcome() {
      try {
        T value = task.call();
        return value == null ? Signal.complete() : Signal.next(value);
      } catch (IOException e) {
        return Signal.error(FileErrors.translate(e, root, name));
      } catch (Exception e) {
        return Signal.error(e);
      }
    }
  }
}
