package io.reactiveregistry.lmdb;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Threads of this package: working on them, waiting for their end. */
final class Threads {

  private Threads() {}

  /**
   * Waits until the thread has ended, whatever happens: going on earlier would unmap memory it
   * still reads. An interrupt is kept for later.
   */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Does something on a thread of its own and waits for it, whatever happens: an interrupt of the
   * caller closes no file in the middle of it, and is kept for later.
   */
  static <T> T call(String name, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return join(result);
  }

  /** Waits for a result, whatever happens; throws what it failed with. */
  static <T> T join(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Reports what user code threw where nobody can catch it; the thread goes on. As when a thread
   * ends, what the handler throws is ignored.
   */
  static void report(Throwable error) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    } catch (Throwable ignored) {
      // there is nobody left to tell
    }
  }
}
