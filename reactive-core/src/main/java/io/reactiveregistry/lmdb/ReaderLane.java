package io.reactiveregistry.lmdb;

import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.metrics.RequestQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.NonBlocking;

/**
 * One reader thread. It takes what waits in its inbox, answers all of it from one snapshot, gives
 * the snapshot back, and only then signals: no transaction ever waits for a subscriber.
 *
 * <p>It is marked {@link NonBlocking} because subscribers run on it: one that blocked here for
 * another read might wait for its own thread.
 */
final class ReaderLane extends Thread implements ReadQueue, NonBlocking {

  /**
   * Bounds how long a snapshot lives, and how many answers wait for their signals: so few that they
   * are still in the processor's cache when they are signalled.
   */
  private static final int REQUESTS_PER_SNAPSHOT = 16;

  private final ReaderLanes lanes;
  private final Environment environment;
  private final Inbox<ReadRequest<?>> inbox;
  private final int index;
  private final @Nullable RegistryMetrics recorder;
  private final @Nullable ReadRequest<?>[] batch = new ReadRequest<?>[REQUESTS_PER_SNAPSHOT];

  /**
   * @param recorder null where nothing is measured
   */
  ReaderLane(
      ReaderLanes lanes,
      Environment environment,
      int capacity,
      int index,
      @Nullable RegistryMetrics recorder) {
    super("reactive-registry-reader-" + (index + 1));
    setDaemon(true);
    this.lanes = lanes;
    this.environment = environment;
    this.inbox = new Inbox<>(capacity);
    this.index = index;
    this.recorder = recorder;
  }

  Inbox<ReadRequest<?>> inbox() {
    return inbox;
  }

  int index() {
    return index;
  }

  boolean belongsTo(ReaderLanes pool) {
    return lanes == pool;
  }

  /** For requests that are meant for this very lane. */
  @Override
  public @Nullable RegistryException submit(ReadRequest<?> request) {
    return inbox.offerBeyondCapacity(request) == Inbox.Admission.ACCEPTED
        ? null
        : new RegistryClosedException(environment.directory().toString());
  }

  @Override
  public RegistryException translate(Throwable error) {
    return lanes.translate(error);
  }

  @Override
  public void run() {
    Snapshot snapshot = new Snapshot(environment);
    while (inbox.await()) {
      int count = inbox.take(batch);
      inbox.release(count);
      if (recorder != null) {
        tellWait(recorder, count);
      }
      answer(snapshot, count);
      if (recorder != null) {
        tellEnds(count);
      }
      signal(count);
    }
    snapshot.close();
  }

  /** Of one only, the first that is timed: telling of each costs as much as the read. */
  private void tellWait(RegistryMetrics metrics, int count) {
    for (int i = 0; i < count; i++) {
      ReadRequest<?> request = batch[i];
      ReadMeasurement measurement = request == null ? null : request.measurement();
      if (measurement != null && measurement.isTimed()) {
        metrics.waited(RequestQueue.READ, measurement.nanosSinceSubmission());
        return;
      }
    }
  }

  /** All at once: their answers are there at the same time, and it is faster than one by one. */
  private void tellEnds(int count) {
    long now = System.nanoTime();
    for (int i = 0; i < count; i++) {
      ReadRequest<?> request = batch[i];
      if (request != null) {
        request.tellEnd(now);
      }
    }
  }

  private void answer(Snapshot snapshot, int count) {
    try {
      snapshot.begin();
      try {
        for (int i = 0; i < count; i++) {
          ReadRequest<?> request = batch[i];
          if (request != null && !request.isCancelled()) {
            request.answerFrom(snapshot);
          }
        }
      } finally {
        snapshot.end();
      }
    } catch (Throwable e) { // the lane goes on
      failAll(count, translate(e));
    }
  }

  private void failAll(int count, RegistryException error) {
    for (int i = 0; i < count; i++) {
      ReadRequest<?> request = batch[i];
      if (request != null) {
        request.fail(error);
      }
    }
  }

  private void signal(int count) {
    for (int i = 0; i < count; i++) {
      ReadRequest<?> request = batch[i];
      batch[i] = null;
      if (request != null) {
        try {
          request.signal();
        } catch (Throwable e) {
          Threads.report(e);
        }
      }
    }
  }
}
