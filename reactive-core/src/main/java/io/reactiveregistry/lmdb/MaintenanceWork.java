package io.reactiveregistry.lmdb;

import io.reactiveregistry.lmdb.LongReads.Control;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * Work on the files of a store, on a thread of its own: it may take minutes, and unlike the threads
 * of a scheduler nobody interrupts it.
 */
final class MaintenanceWork<T> extends Thread implements Control {

  private final String operation;
  private final Path directory;
  private final LongReads.LongRead<T> work;
  private final MonoSink<T> sink;
  private volatile boolean cancelled;

  private MaintenanceWork(
      String operation, Path directory, LongReads.LongRead<T> work, MonoSink<T> sink) {
    super("reactive-registry-" + operation.replace(' ', '-'));
    setDaemon(true);
    this.operation = operation;
    this.directory = directory;
    this.work = work;
    this.sink = sink;
  }

  /** Starts the work for each subscription; cancelling stops it at its next checkpoint. */
  static <T> Mono<T> mono(String operation, Path directory, LongReads.LongRead<T> work) {
    return Mono.<T>create(
            sink -> {
              MaintenanceWork<T> thread = new MaintenanceWork<>(operation, directory, work, sink);
              sink.onCancel(() -> thread.cancelled = true);
              thread.start();
            })
        .publishOn(Schedulers.parallel());
  }

  @Override
  public void run() {
    @Nullable T result = null;
    @Nullable Throwable failure = null;
    try {
      result = work.run(this);
    } catch (Throwable e) { // or whoever waits would wait for ever
      failure = e;
    }
    if (cancelled) {
      return; // nobody is there to be told
    }
    if (failure != null) {
      sink.error(LmdbErrors.translate(directory, operation, failure));
    } else {
      sink.success(result);
    }
  }

  @Override
  public void checkpoint() {
    if (cancelled) {
      throw new CancellationException();
    }
  }
}
