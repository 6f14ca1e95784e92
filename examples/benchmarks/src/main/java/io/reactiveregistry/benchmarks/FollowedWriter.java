package io.reactiveregistry.benchmarks;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Saves each template for itself, while many follow the changes of the registry. */
final class FollowedWriter implements Writer {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long TICK_NANOS = 1_000_000;

  private final LmdbRegistry registry;
  private final int inFlight;
  private final Disposable.Composite followers = Disposables.composite();
  private final LongAdder told = new LongAdder();
  private final int count;
  private long written;

  private FollowedWriter(LmdbRegistry registry, int count, int inFlight) {
    this.registry = registry;
    this.inFlight = inFlight;
    this.count = count;
    for (int i = 0; i < count; i++) {
      followers.add(registry.changes().subscribe(change -> told.increment()));
    }
  }

  static Opener by(int followers, int inFlight) {
    return directory ->
        new FollowedWriter(LmdbRegistry.builder(directory).open(), followers, inFlight);
  }

  @Override
  public void write(List<TemplateSpec> templates) {
    Completeness.require(
        templates.size(),
        Flux.fromIterable(templates).flatMap(registry::save, inFlight).count().block());
    written += templates.size();
  }

  /** Waits until everybody has been told everything, which is not measured. */
  @Override
  public void close() {
    long begin = System.nanoTime();
    while (told.sum() < written * count && System.nanoTime() - begin < PATIENCE.toNanos()) {
      LockSupport.parkNanos(TICK_NANOS);
    }
    followers.dispose();
    registry.close();
    Completeness.require(written * count, told.sum());
  }
}
