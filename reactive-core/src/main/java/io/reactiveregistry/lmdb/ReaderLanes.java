package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The bounded pool of reader threads. A request made on a lane stays there, so that a chain of
 * reads changes threads once; other requests go to the shorter of two queues.
 */
final class ReaderLanes implements ReadQueue {

  /**
   * A lane that is more requests than this ahead of another one lets the other help. Few, because a
   * lane that stands still wastes a processor; not none, because waking it costs as much as several
   * reads.
   */
  private static final int TOLERATED_IMBALANCE = 2;

  private final Environment environment;
  private final ReaderLane[] lanes;

  /**
   * @param recorder null where nothing is measured
   */
  ReaderLanes(Environment environment, @Nullable RegistryMetrics recorder) {
    this.environment = environment;
    StoreOptions options = environment.options();
    int threads = options.readerThreads();
    int capacity = Math.max(1, (options.readQueueCapacity() + threads - 1) / threads);
    this.lanes = new ReaderLane[threads];
    for (int i = 0; i < threads; i++) {
      lanes[i] = new ReaderLane(this, environment, capacity, i, recorder);
    }
  }

  void start() {
    for (ReaderLane lane : lanes) {
      lane.start();
    }
  }

  @Override
  public @Nullable RegistryException submit(ReadRequest<?> request) {
    int first = choose();
    for (int i = 0; i < lanes.length; i++) {
      switch (lanes[(first + i) % lanes.length].inbox().offer(request)) {
        case ACCEPTED -> {
          return null;
        }
        case CLOSED -> {
          return new RegistryClosedException(environment.directory().toString());
        }
        case FULL -> {
          // the next lane may have room
        }
      }
    }
    return new OverloadedException(
        "read", environment.options().readQueueCapacity(), "readQueueCapacity");
  }

  private int choose() {
    if (lanes.length == 1) {
      return 0;
    }
    if (Thread.currentThread() instanceof ReaderLane current && current.belongsTo(this)) {
      int other = otherThan(current.index());
      return size(current.index()) - size(other) > TOLERATED_IMBALANCE ? other : current.index();
    }
    int one = ThreadLocalRandom.current().nextInt(lanes.length);
    int other = otherThan(one);
    return size(one) <= size(other) ? one : other;
  }

  private int otherThan(int index) {
    if (lanes.length == 2) {
      return 1 - index;
    }
    int other = ThreadLocalRandom.current().nextInt(lanes.length - 1);
    return other < index ? other : other + 1;
  }

  private int size(int index) {
    return lanes[index].inbox().size();
  }

  /** How many requests wait. */
  int waiting() {
    int waiting = 0;
    for (ReaderLane lane : lanes) {
      waiting += lane.inbox().size();
    }
    return waiting;
  }

  /** How many requests may wait. */
  int capacity() {
    return lanes.length * lanes[0].inbox().capacity();
  }

  @Override
  public RegistryException translate(Throwable error) {
    return environment.translate("read from the store", error);
  }

  /** Completes when everything submitted before has been signalled. */
  Mono<Void> drained() {
    return Flux.fromArray(lanes).flatMap(lane -> new ReadMono<>(lane, snapshot -> true)).then();
  }

  /** Accepts nothing more, answers what was accepted, and ends the threads. Blocks. */
  void close() {
    for (ReaderLane lane : lanes) {
      lane.inbox().close();
    }
    for (ReaderLane lane : lanes) {
      Threads.join(lane);
    }
  }
}
