package io.reactiveregistry.examples.pipeline;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.jinja.TemplateRenderer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A renderer that refuses every rendering, since as many wait as may. */
final class BusyRenderer implements AutoCloseable {

  private final CountDownLatch released = new CountDownLatch(1);
  private final Scheduler thread =
      Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "busy-renderer");
  private final TemplateRenderer renderer =
      TemplateRenderer.builder().threads(1).queueCapacity(1).scheduler(thread).build();
  private final CompletableFuture<Void> waiting;

  private BusyRenderer(TemplateSpec template) {
    thread.schedule(this::hold);
    waiting =
        CompletableFuture.allOf(
            renderer.render(template, Map.of()).toFuture(),
            renderer.render(template, Map.of()).toFuture());
  }

  static BusyRenderer start(TemplateSpec template) {
    return new BusyRenderer(template);
  }

  private void hold() {
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  TemplateRenderer renderer() {
    return renderer;
  }

  /** Has it render again; returns when it has rendered what waited. */
  void release() {
    released.countDown();
    waiting.join();
  }

  @Override
  public void close() {
    release();
    renderer.close();
    thread.dispose();
  }
}
