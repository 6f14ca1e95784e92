package io.reactiveregistry.examples.bulkimport;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end the import in good order: it is told to stop, and the process lives until this is
 * closed, but not for ever.
 */
final class Interruption implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  Interruption(Runnable stop) {
    hook = new Thread(() -> stopAndWait(stop), "bulk-import-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait(Runnable stop) {
    stop.run();
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("Gave up waiting for the store to close");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has just been released.
    }
  }
}
