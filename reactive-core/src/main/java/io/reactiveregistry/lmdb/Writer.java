package io.reactiveregistry.lmdb;

import io.reactiveregistry.Commit;
import io.reactiveregistry.codec.TemplateDecoder;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.OverloadedException;
import io.reactiveregistry.error.RegistryClosedException;
import io.reactiveregistry.error.RegistryException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * Only a failed commit fails the whole group: nobody knows then what reached the disk, so nothing
 * is tried again.
 */
final class Writer implements WriteQueue {

  /** Bounds how long the first caller of a group waits for the last. */
  private static final int REQUESTS_PER_COMMIT = 4096;

  private final Environment environment;
  private final Clock clock;
  private final Inbox<WriteRequest> inbox;
  private final Completions completions;
  private final Thread thread;
  private final @Nullable WriteRequest[] taken = new WriteRequest[REQUESTS_PER_COMMIT];
  private final KeyBuffer key = new KeyBuffer();
  private final TemplateDecoder decoder = new TemplateDecoder();

  Writer(Environment environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
    this.inbox = new Inbox<>(environment.options().writeQueueCapacity());
    this.completions = new Completions(inbox);
    this.thread = new Thread(this::run, "reactive-registry-writer");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
    completions.start();
  }

  @Override
  public @Nullable RegistryException submit(WriteRequest request) {
    return refusal(inbox.offer(request));
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
    return new WriteMono(beyondCapacity, () -> transaction -> WriteOperation.Changes.NONE).then();
  }

  /** Accepts nothing more, writes what was accepted, signals it, and ends the threads. Blocks. */
  void close() {
    inbox.close();
    Threads.join(thread);
    completions.close();
  }

  private void run() {
    while (inbox.await()) {
      int count = inbox.take(taken);
      List<Unit> units = new ArrayList<>(count);
      List<WriteRequest> requests = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        WriteRequest request = taken[i];
        taken[i] = null;
        if (request != null) {
          requests.add(request);
          WriteOperation operation = request.begin();
          if (operation != null) {
            units.add(new Unit(request, operation));
          }
        }
      }
      if (!units.isEmpty()) {
        writeOrFail(units);
      }
      completions.signal(requests);
    }
    key.close();
  }

  /** Whatever happens, the thread goes on and every request gets an answer. */
  private void writeOrFail(List<Unit> units) {
    try {
      write(units);
    } catch (Throwable e) {
      RegistryException error = translate(e);
      units.forEach(unit -> unit.request.fail(error));
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
      } catch (CommitFailedException e) {
        units.forEach(unit -> unit.request.fail(e.error));
        return;
      } catch (RuntimeException e) {
        failOrSplit(units, translate(e));
        return;
      }
    }
  }

  private void failOrSplit(List<Unit> units, RegistryException error) {
    if (units.size() == 1) {
      units.get(0).request.fail(error);
    } else {
      units.forEach(unit -> write(List.of(unit)));
    }
  }

  private void attempt(List<Unit> units) {
    environment.transactions().lock();
    try (WriteTransaction transaction = new WriteTransaction(environment, key, decoder)) {
      units.forEach(unit -> unit.run(transaction));
      Instant now = clock.instant();
      commit(transaction, now);
      units.forEach(unit -> unit.succeed(now));
    } finally {
      environment.transactions().unlock();
    }
  }

  private void commit(WriteTransaction transaction, Instant now) {
    try {
      transaction.commit(now);
    } catch (Env.MapFullException undone) {
      throw undone;
    } catch (RuntimeException e) {
      throw new CommitFailedException(translate(e));
    }
  }

  private RegistryException translate(Throwable error) {
    return LmdbErrors.translate(environment.directory(), "write to the store", error);
  }

  /** A request being written, with what its last run has come to. */
  private static final class Unit {

    private final WriteRequest request;
    private final WriteOperation operation;
    private WriteOperation.Changes changes = WriteOperation.Changes.NONE;
    private long revision;
    private @Nullable RegistryException refusal;

    Unit(WriteRequest request, WriteOperation operation) {
      this.request = request;
      this.operation = operation;
    }

    void run(WriteTransaction transaction) {
      refusal = null;
      try {
        changes = operation.write(transaction);
        revision = changes.isEmpty() ? transaction.revision() : transaction.nextRevision();
      } catch (RegistryException e) {
        refusal = e;
      }
    }

    void succeed(Instant now) {
      if (refusal != null) {
        request.fail(refusal);
      } else {
        request.succeed(new Commit(revision, changes.saved(), changes.deleted(), now));
      }
    }
  }

  /** Carries the failure of a commit, whose outcome is unknown, past the handlers of retries. */
  private static final class CommitFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RegistryException error;

    CommitFailedException(RegistryException error) {
      super(error);
      this.error = error;
    }
  }
}
