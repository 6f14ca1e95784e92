package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.ReadOnlyRegistryException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * An open store with its threads, shared by all handles of this process. The threads are the only
 * ones that use the environment, so closing joins them and then closes it: the map never goes away
 * under a reader.
 */
final class Engine {

  private final Environment environment;
  private final ReaderLanes lanes;
  private final @Nullable Writer writer;
  private final CountDownLatch closed = new CountDownLatch(1);

  private Engine(Environment environment) {
    this.environment = environment;
    this.lanes = new ReaderLanes(environment);
    this.writer =
        environment.options().readOnly() ? null : new Writer(environment, Clock.systemUTC());
  }

  /** Opens the store and starts the threads. Blocks. */
  static Engine start(StoreOptions options) {
    Engine engine = new Engine(StoreOpener.open(options));
    try {
      engine.lanes.start();
      if (engine.writer != null) {
        engine.writer.start();
      }
      return engine;
    } catch (Throwable e) { // no more threads to be had; nobody else knows of what is open
      engine.close();
      throw e;
    }
  }

  StoreOptions options() {
    return environment.options();
  }

  ReaderLanes lanes() {
    return lanes;
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
    if (writer != null) {
      writer.close();
    }
    lanes.close();
    try {
      environment.close();
    } finally {
      closed.countDown();
    }
  }

  /** Waits until another thread has closed this engine. */
  void awaitClosed() throws InterruptedException {
    closed.await();
  }
}
