package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.RegistryClosedException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Work that reads the whole store, such as a backup, each on a thread of its own beside the readers
 * and the writer. Closing the registry ends it: it is asked to stop, and waited for.
 */
final class LongReads {

  private final Environment environment;
  private final Set<Work<?>> running = new HashSet<>();
  private volatile boolean closed;

  LongReads(Environment environment) {
    this.environment = environment;
  }

  /** Reads the store; asks {@link Control#checkpoint} often whether it should go on. */
  @FunctionalInterface
  interface LongRead<T> {
    T run(Control control) throws IOException;
  }

  /** What the work is told from outside. */
  interface Control {

    /**
     * To be called every few milliseconds.
     *
     * @throws CancellationException when nobody wants the result any more
     * @throws RegistryClosedException when the registry is being closed
     */
    void checkpoint();
  }

  /** Starts the work for each subscription; cancelling stops it at its next checkpoint. */
  <T> Mono<T> start(String operation, LongRead<T> read) {
    return Mono.<T>create(
            sink -> {
              Work<T> work = new Work<>(operation, read, sink);
              sink.onCancel(() -> work.cancelled = true);
              if (!begin(work)) {
                sink.error(closedException());
              }
            })
        .publishOn(Schedulers.parallel());
  }

  /** In one step, so that whoever closes waits for everything that has begun. */
  private synchronized boolean begin(Work<?> work) {
    if (closed) {
      return false;
    }
    running.add(work);
    work.start();
    return true;
  }

  private synchronized void remove(Work<?> work) {
    running.remove(work);
  }

  /**
   * Accepts nothing more and asks what is running to end.
   *
   * @return the threads to wait for
   */
  synchronized Set<? extends Thread> end() {
    closed = true;
    return Set.copyOf(running);
  }

  /** Whether this is the thread of some work, which cannot wait for its own end. */
  synchronized boolean isRunningOn(Thread thread) {
    return thread instanceof Work<?> work && running.contains(work);
  }

  private RegistryClosedException closedException() {
    return new RegistryClosedException(environment.directory().toString());
  }

  private final class Work<T> extends Thread implements Control {

    private final String operation;
    private final LongRead<T> read;
    private final MonoSink<T> sink;
    private volatile boolean cancelled;

    Work(String operation, LongRead<T> read, MonoSink<T> sink) {
      super("reactive-registry-" + operation.replace(' ', '-'));
      setDaemon(true);
      this.operation = operation;
      this.read = read;
      this.sink = sink;
    }

    @Override
    public void run() {
      @Nullable T result = null;
      @Nullable Throwable failure = null;
      try {
        result = read.run(this);
      } catch (Throwable e) { // or whoever waits would wait for ever
        failure = environment.translate(operation, e);
      }
      remove(this);
      if (cancelled) {
        return; // nobody is there to be told
      }
      if (failure != null) {
        sink.error(failure);
      } else {
        sink.success(result);
      }
    }

    @Override
    public void checkpoint() {
      if (cancelled) {
        throw new CancellationException();
      }
      if (closed) {
        throw closedException();
      }
    }
  }
}
