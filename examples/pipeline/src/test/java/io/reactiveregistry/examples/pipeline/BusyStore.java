package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A store that refuses every read, since its only reader is busy and a read waits already. */
final class BusyStore implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Vault templates;
  private final AtomicBoolean released = new AtomicBoolean();
  private final CompletableFuture<TemplateSpec> waiting;

  private BusyStore(LmdbRegistry registry, TemplateSpec template) {
    templates = Vault.over(registry).build();
    templates.save(template).block(PATIENCE);
    CountDownLatch begun = new CountDownLatch(1);
    registry.load(template.id()).subscribe(loaded -> hold(begun));
    await(begun);
    waiting = registry.load(template.id()).toFuture();
  }

  private static void await(CountDownLatch begun) {
    try {
      if (!begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("The read was not answered within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens a store with one template in it. */
  static BusyStore open(Path directory, TemplateSpec template) {
    return new BusyStore(
        LmdbRegistry.builder(directory).readerThreads(1).readQueueCapacity(1).open(), template);
  }

  /** Runs on the reader, where BlockHound lets nobody park, and nobody hint that he spins. */
  private void hold(CountDownLatch begun) {
    begun.countDown();
    while (!released.get()) {
      // busy
    }
  }

  ReactiveRegistry templates() {
    return templates;
  }

  /** Has the store answer again; returns when it does. */
  void release() {
    released.set(true);
    waiting.join();
  }

  @Override
  public void close() {
    release();
    templates.close();
  }
}
