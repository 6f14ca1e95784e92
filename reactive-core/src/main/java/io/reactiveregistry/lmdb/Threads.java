package io.reactiveregistry.lmdb;

/** Waiting for threads of this package to end. */
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
