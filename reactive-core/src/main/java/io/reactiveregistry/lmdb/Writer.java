package io.reactiveregistry.lmdb;

import io.reactiveregistry.Commit;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.error.StoreFullException;
import io.reactiveregistry.error.UnknownOutcomeException;
import io.reactiveregistry.metrics.RegistryMetrics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.lmdbjava.Dbi;
import org.lmdbjava.Env;
import reactor.core.publisher.Mono;

/**
 * The one thread that writes. It takes all requests that wait, runs them in one transaction and
 * commits once (group commit), so that independent callers share the waits for the disk.
 *
 * <p>A request that refuses (see {@link WriteOperation}) fails alone. When the map is full the
 * transaction is undone, the map enlarged, and the group run again. When a group cannot be written
 * its requests are tried one by one, so that one that is too great does not take the others down.
 * What the device refuses fails the whole group, and is not tried again.
 *
 * <p>A commit that fails is looked into: where nothing of it took effect its requests have failed,
 * and otherwise their outcome is unknown and is called that.
 */
final class Writer implements WriteQueue {

  /** Bounds how long the first caller of a group waits for the last. */
  private static final int REQUESTS_PER_COMMIT = 4096;

  /** It takes microseconds, and a second of it hardly matters. */
  private static final long HOUSEKEEPING_INTERVAL_NANOS = 1_000_000_000;

  private final Environment environment;
  private final Clock clock;
  private final ChangeFeed feed;
  private final Inbox<WriteRequest> inbox;
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Completions completions;
  private final boolean measured;
  private final Thread thread;
  private final @Nullable WriteRequest[] taken = new WriteRequest[REQUESTS_PER_COMMIT];
  private final KeyBuffer key = new KeyBuffer();
  private final TemplateDecoder decoder = new TemplateDecoder();
  private WrittenGroup group = new WrittenGroup(List.of());
  private long housekeptAt = System.nanoTime();
  private boolean reserveInUse;

  /**
   * @param recorder null where nothing is measured
   */
  Writer(
      Environment environment,
      Clock clock,
      ChangeFeed feed,
      CommitObservers observers,
      @Nullable RegistryMetrics recorder) {
    this.environment = environment;
    this.clock = clock;
    this.feed = feed;
    this.inbox = new Inbox<>(environment.options().writeQueueCapacity());
    this.completions = new Completions(this::release, observers, feed, recorder);
    this.measured = recorder != null;
    this.thread = new Thread(this::run, "reactive-registry-writer");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
    completions.start();
  }

  /** How many units are accepted and not yet signalled. */
  int waiting() {
    return inbox.size();
  }

  /** How many bytes they keep in memory. */
  long waitingBytes() {
    return waitingBytes.get();
  }

  /** Why a unit that takes this many bytes would be refused now; null when it may be accepted. */
  @Nullable RegistryException refusalOf(long bytes) {
    if (inbox.size() >= inbox.capacity()) {
      return refusal(Inbox.Admission.FULL);
    }
    return hasRoomFor(bytes, waitingBytes.get()) ? null : tooManyBytes();
  }

  private boolean hasRoomFor(long bytes, long waiting) {
    return waiting == 0 || waiting + bytes <= environment.options().writeQueueBytes();
  }

  private RegistryException tooManyBytes() {
    return OverloadedException.ofBytes(
        "write", environment.options().writeQueueBytes(), "writeQueueBytes");
  }

  @Override
  public @Nullable RegistryException submit(WriteRequest request) {
    if (!reserve(request.bytes())) {
      return tooManyBytes();
    }
    RegistryException refusal = refusal(inbox.offer(request));
    if (refusal != null) {
      waitingBytes.addAndGet(-request.bytes());
    }
    return refusal;
  }

  /** A unit greater than everything that may wait is admitted when nothing waits. */
  private boolean reserve(long bytes) {
    long current;
    do {
      current = waitingBytes.get();
      if (!hasRoomFor(bytes, current)) {
        return false;
      }
    } while (!waitingBytes.compareAndSet(current, current + bytes));
    return true;
  }

  private void release(WriteRequest request) {
    waitingBytes.addAndGet(-request.bytes());
    inbox.release(1);
  }

  private @Nullable RegistryException refusal(Inbox.Admission admission) {
    return switch (admission) {
      case ACCEPTED -> null;
      case FULL -> new OverloadedException("write", inbox.capacity(), "writeQueueCapacity");
      case CLOSED -> new RegistryClosedException(environment.directory().toString());
    };
  }

  /** Completes when everything submitted before has been signalled. */
  Mono<Void> drained() {
    WriteQueue beyondCapacity = request -> refusal(inbox.offerBeyondCapacity(request));
    return new WriteMono(beyondCapacity, () -> (transaction, changes) -> WriteOperation.Counts.NONE)
        .then();
  }

  /** Logs that others have written, unless that has been done since. */
  Mono<Commit> tellOfOthers() {
    return new WriteMono(
        this,
        () ->
            (transaction, changes) -> {
              transaction.tellOfOthers(changes);
              return WriteOperation.Counts.NONE;
            });
  }

  /** Accepts nothing more, writes what was accepted, signals it, and ends the threads. Blocks. */
  void close() {
    inbox.close();
    Threads.join(thread);
    completions.close();
  }

  private void run() {
    environment.diskReserve().fill();
    while (inbox.await()) {
      int count = inbox.take(taken);
      long now = measured ? System.nanoTime() : 0;
      List<Unit> units = new ArrayList<>(count);
      List<WriteRequest> requests = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        WriteRequest request = taken[i];
        taken[i] = null;
        if (request != null) {
          requests.add(request);
          WriteOperation operation = request.begin(now);
          if (operation != null) {
            units.add(new Unit(request, operation));
          }
        }
      }
      group = new WrittenGroup(requests);
      if (!units.isEmpty()) {
        writeOrFail(units);
      }
      completions.signal(group);
      group = new WrittenGroup(List.of()); // no subscriber is kept longer than it waits
    }
    key.close();
  }

  /** Whatever happens, the thread goes on and every request gets an answer. */
  private void writeOrFail(List<Unit> units) {
    try {
      keepHouse();
      write(units);
    } catch (Throwable e) {
      RegistryException error = translate(e);
      units.forEach(unit -> unit.failUnlessAnswered(error));
    }
  }

  /**
   * Readers of processes that were killed would keep pages from being used again, for ever; and
   * what the deletions on a full disk have used has to be held back again.
   */
  private void keepHouse() {
    long now = System.nanoTime();
    if (now - housekeptAt >= HOUSEKEEPING_INTERVAL_NANOS && environment.isUsable()) {
      housekeptAt = now;
      environment.clearStaleReaders();
      if (!environment.diskReserve().isComplete()) {
        environment.diskReserve().fill();
      }
    }
  }

  private void write(List<Unit> units) {
    while (true) {
      try {
        attempt(units);
        return;
      } catch (Env.MapFullException full) {
        try {
          environment.grow(full);
        } catch (MapFullException limit) {
          failOrSplit(units, limit);
          return;
        }
      } catch (Dbi.MapResizedException resized) {
        environment.adoptMapSize();
      } catch (RuntimeException e) {
        failOrSplit(units, translate(e));
        return;
      }
    }
  }

  private void failOrSplit(List<Unit> units, RegistryException error) {
    if (units.size() > 1 && environment.isUsable() && !LmdbErrors.isOfTheDevice(error)) {
      units.forEach(unit -> write(List.of(unit)));
      return;
    }
    for (Unit unit : units) {
      if (!unit.operation.makesRoom() || !writeWithReserve(unit, error)) {
        environment.lastFailure().note(error);
        unit.failUnlessAnswered(error);
      }
    }
  }

  /** LMDB needs room even to make room; false when there is none left, or it is not that. */
  private boolean writeWithReserve(Unit unit, RegistryException error) {
    if (reserveInUse) {
      return false;
    }
    boolean ofTheMap = error instanceof MapFullException && environment.lendMapReserve();
    boolean ofTheDisk = error instanceof StoreFullException && environment.diskReserve().release();
    if (!ofTheMap && !ofTheDisk) {
      return false;
    }
    reserveInUse = true;
    try {
      write(List.of(unit));
    } finally {
      reserveInUse = false;
      if (ofTheMap) {
        environment.returnMapReserve();
      }
      if (ofTheDisk) {
        environment.diskReserve().fill();
      }
    }
    return true;
  }

  private void attempt(List<Unit> units) {
    TransactionMeasurement measurement = measured ? new TransactionMeasurement() : null;
    environment.transactions().lock();
    try (WriteTransaction transaction = new WriteTransaction(environment, key, decoder)) {
      Instant now = clock.instant();
      units.forEach(unit -> unit.run(transaction, now));
      transaction.seal(now);
      long id = transaction.id();
      feed.clock().begin();
      if (measurement != null) {
        measurement.commitBegins();
      }
      try {
        transaction.commit();
      } catch (Throwable e) {
        if (!(e instanceof Env.MapFullException) && !environment.isUndone(id, e)) {
          // Observers have to reckon with its changes, and with others of the same revision.
          group.add(List.of(new TemplateChange.Resync(transaction.revision())), 0);
          RegistryException unknown =
              new UnknownOutcomeException(environment.directory().toString(), e);
          environment.lastFailure().note(unknown);
          units.forEach(unit -> unit.failUnlessRefused(unknown));
          return;
        }
        feed.clock().end(1, 0);
        throw e;
      }
      group.add(transaction.changes(), transaction.revision());
      if (measurement != null && transaction.hasChanges()) {
        long bytes = units.stream().mapToLong(unit -> unit.request.bytes()).sum();
        group.add(measurement.committed(units.size(), bytes));
      }
      units.forEach(Unit::answer);
    } finally {
      environment.transactions().unlock();
    }
  }

  private RegistryException translate(Throwable error) {
    return environment.translate("write to the store", error);
  }

  /** A request being written, with what its last run has come to. */
  private static final class Unit {

    private final WriteRequest request;
    private final WriteOperation operation;
    private @Nullable Commit commit;
    private @Nullable RegistryException refusal;
    private boolean answered;

    Unit(WriteRequest request, WriteOperation operation) {
      this.request = request;
      this.operation = operation;
    }

    /** Makes everything that the answer needs, so that nothing can fail after the commit. */
    void run(WriteTransaction transaction, Instant now) {
      commit = null;
      refusal = null;
      try {
        UnitChanges unit = transaction.begin();
        WriteOperation.Counts counts = operation.write(transaction, unit);
        transaction.end(unit);
        commit = new Commit(transaction.revision(), counts.saved(), counts.deleted(), now);
      } catch (RegistryException e) {
        refusal = e;
      }
    }

    /** What became of it, now that the transaction is committed. */
    void answer() {
      answered = true;
      if (refusal != null) {
        request.fail(refusal);
      } else if (commit != null) {
        request.succeed(commit);
      }
    }

    /** A unit that has refused has written nothing, whatever became of the transaction. */
    void failUnlessRefused(RegistryException error) {
      answered = true;
      request.fail(refusal != null ? refusal : error);
    }

    /** One that was written in an earlier transaction of a split group keeps its answer. */
    void failUnlessAnswered(RegistryException error) {
      if (!answered) {
        answered = true;
        request.fail(error);
      }
    }
  }
}
