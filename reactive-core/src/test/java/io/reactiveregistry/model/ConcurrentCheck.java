package io.reactiveregistry.model;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Several clients of one store, each with ids and a model of its own, while others watch: a client
 * sees exactly its own writes, and who watches never sees an id go back to an older template, nor a
 * part of a batch.
 */
public final class ConcurrentCheck {

  private static final int CLIENTS = 4;
  private static final int WATCHERS = 2;

  private final Supplier<ReactiveRegistry> clientHandles;
  private final Supplier<ReactiveRegistry> watcherHandles;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * @param clientHandles open the store for a client, every time once more
   * @param watcherHandles open the same store for a watcher
   */
  public ConcurrentCheck(
      Supplier<ReactiveRegistry> clientHandles, Supplier<ReactiveRegistry> watcherHandles) {
    this.clientHandles = clientHandles;
    this.watcherHandles = watcherHandles;
  }

  /**
   * Runs all of them.
   *
   * @param seed what the commands are drawn from; how the threads meet is not
   * @param length how many commands each client does
   * @throws AssertionError when somebody saw what must not be
   */
  public void run(long seed, int length) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<CompletableFuture<Void>> clients = new ArrayList<>();
      clients.add(start(threads, () -> Group.saveAndDelete(clientHandles.get(), length, ended)));
      for (String prefix : prefixes()) {
        long own = seed + clients.size();
        clients.add(start(threads, () -> runClient(own, prefix, length)));
      }
      List<CompletableFuture<Void>> watchers = new ArrayList<>();
      for (int i = 0; i < WATCHERS; i++) {
        Watcher watcher = new Watcher(new SplittableRandom(seed - 1 - i), prefixes());
        watchers.add(start(threads, () -> watcher.watch(watcherHandles.get(), ended)));
      }
      all(clients).whenComplete((done, failure) -> ended.set(true)).exceptionally(e -> null).join();
      all(watchers).join();
      all(clients).join();
    } catch (CompletionException e) {
      throw new AssertionError("With seed %d: %s".formatted(seed, e.getCause()), e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  /** Who fails ends the others too. */
  private CompletableFuture<Void> start(ExecutorService threads, Runnable work) {
    return CompletableFuture.runAsync(work, threads)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                ended.set(true);
              }
            });
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }

  private static List<String> prefixes() {
    return IntStream.range(0, CLIENTS).mapToObj(i -> "client" + i + "/").toList();
  }

  private void runClient(long seed, String prefix, int length) {
    Vocabulary vocabulary =
        Vocabulary.ofOneClient(
            new SplittableRandom(seed), prefix, new AtomicInteger()::incrementAndGet);
    try (Session session = new Session(new SharedStore(clientHandles))) {
      for (int i = 0; i < length && !ended.get(); i++) {
        Command command = vocabulary.next();
        try {
          command.run(session);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("%s, command %d: %s".formatted(prefix, i, command), e);
        }
      }
      new Reads.ListIds(IdRange.prefix(prefix), Integer.MAX_VALUE).run(session);
      session.requireTemplates();
    }
  }
}
