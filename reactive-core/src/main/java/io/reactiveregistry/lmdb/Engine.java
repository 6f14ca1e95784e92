package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.ReadOnlyRegistryException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An open store with its threads, shared by all handles of this process. The threads are the only
 * ones that use the environment, so closing joins them and then closes it: the map never goes away
 * under a reader.
 */
final class Engine {

  private final Environment environment;
  private final Meters meters;
  private final ReaderLanes lanes;
  private final ChangeFeed feed;
  private final CommitObservers observers = new CommitObservers();
  private final @Nullable Writer writer;
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

  private Engine(Environment environment) {
    this.environment = environment;
    this.meters = Meters.of(environment.options().metrics());
    this.lanes = new ReaderLanes(environment, meters.recorder());
    this.feed = new ChangeFeed(environment, new CommitClock());
    this.writer =
        environment.options().readOnly()
            ? null
            : new Writer(environment, Clock.systemUTC(), feed, observers, meters.recorder());
  }

  /** Opens the store and starts the threads. Blocks. */
  static Engine start(StoreOptions options) {
    Engine engine = new Engine(StoreOpener.open(options));
    try {
      engine.learnRevision();
      engine.lanes.start();
      if (engine.writer != null) {
        engine.writer.start();
      }
      engine.feed.start(engine.writer);
      return engine;
    } catch (Throwable e) { // no more threads to be had; nobody else knows of what is open
      engine.close();
      throw e;
    }
  }

  private void learnRevision() {
    try (Snapshot snapshot = new Snapshot(environment)) {
      snapshot.begin();
      try {
        feed.clock().advanceTo(snapshot.revision());
      } catch (IllegalArgumentException e) {
        // It is damaged, as each call that needs it will say; the others need not fail.
      } finally {
        snapshot.end();
      }
    }
  }

  StoreOptions options() {
    return environment.options();
  }

  Environment environment() {
    return environment;
  }

  /** What is measured, by all handles alike. */
  Meters meters() {
    return meters;
  }

  ReaderLanes lanes() {
    return lanes;
  }

  ChangeFeed feed() {
    return feed;
  }

  /** Those who are told of each write before it completes, by whatever handle. */
  CommitObservers observers() {
    return observers;
  }

  /**
   * @throws ReadOnlyRegistryException when the store was opened read-only
   */
  Writer writer() {
    if (writer == null) {
      throw new ReadOnlyRegistryException(environment.directory().toString());
    }
    return writer;
  }

  boolean isReadOnly() {
    return writer == null;
  }

  /** Answers everything accepted, ends the threads and closes the environment. Blocks. */
  void close() {
    feed.close();
    if (writer != null) {
      writer.close();
    }
    lanes.close();
    try {
      environment.close();
    } finally {
      closed.complete(null);
    }
  }

  /** Waits until another thread has closed this engine, whatever happens. */
  void awaitClosed() {
    closed.join();
  }
}
