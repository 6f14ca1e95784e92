package io.reactiveregistry.cli;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets Ctrl-C end a long job in good order: the job is cancelled, and the process lives until its
 * registries are closed, but not for ever.
 *
 * <p>Open it before the registries, so that it is closed after them.
 */
final class Interruption implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 10;

  private final Console console;
  private final Supplier<String> consequence;
  private final Thread hook = new Thread(this::interrupt, "registry-interruption");
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean interrupted;
  private volatile @Nullable CompletableFuture<?> job;

  /**
   * @param consequence what it means to have interrupted it, to be told to the user
   */
  Interruption(Console console, String consequence) {
    this(console, () -> consequence);
  }

  /**
   * For a job of which only the end tells what it means.
   *
   * @param consequence asked once, after the job has stopped
   */
  Interruption(Console console, Supplier<String> consequence) {
    this.console = console;
    this.consequence = consequence;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Waits for a job.
   *
   * @throws CancellationException when it was interrupted
   */
  <T> T await(Mono<T> job) {
    CompletableFuture<T> result = job.toFuture();
    this.job = result;
    if (interrupted) {
      result.cancel(true);
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void interrupt() {
    interrupted = true;
    CompletableFuture<?> running = job;
    boolean stopped = running == null || running.cancel(true);
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        console.err().println("Gave up waiting for the stores to close");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopped) { // told last, when the progress bar is out of the way
      console.err().println("Interrupted; " + consequence.get());
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
