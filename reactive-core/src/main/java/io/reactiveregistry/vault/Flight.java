package io.reactiveregistry.vault;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * One read of the store for everybody who asks for the same key while it is under way.
 *
 * <p>Each who waits may cancel alone. When nobody waits any longer the read is cancelled, so that a
 * read which never ends is not joined for ever; then it cannot be joined any more.
 */
final class Flight extends BaseSubscriber<Entry> {

  private final Generation generation;
  private final Object key;
  private final @Nullable Lease lease;
  private final long state;
  private final Sinks.One<Entry> outcome = Sinks.one();
  private final AtomicInteger waiting = new AtomicInteger(1);
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile boolean overtaken;
  private volatile Context context = Context.empty();

  /** Waited for by whoever makes it. */
  Flight(Generation generation, Object key, @Nullable Lease lease, long state) {
    this.generation = generation;
    this.key = key;
    this.lease = lease;
    this.state = state;
  }

  Object key() {
    return key;
  }

  /** Joins those who wait, if what is read will be valid for them and the read is not cancelled. */
  boolean join(long currentState) {
    if (state != currentState || (lease != null && lease.hasEnded())) {
      return false;
    }
    int others = waiting.get();
    while (others > 0) {
      if (waiting.compareAndSet(others, others + 1)) {
        return true;
      }
      others = waiting.get();
    }
    return false;
  }

  /**
   * Begins the read, unless it has begun. The flight must be registered by now, or it could read
   * what a write replaces and not be noticed by that write; and whoever made it must be subscribed,
   * so that it is told on the thread of the registry.
   *
   * @param context that of one who waits for it
   */
  void begin(StoreReader store, Context context) {
    if (begun.compareAndSet(false, true)) {
      this.context = context;
      store.read(key, lease, state).subscribe(this);
    }
  }

  /** What it has read; for one who has joined, or made it. */
  Mono<Entry> outcome() {
    return outcome
        .asMono()
        .doFinally(
            signal -> {
              if (signal == SignalType.CANCEL) {
                leave();
              }
            });
  }

  /** Once it has an outcome: whether a write has made it invalid before it had. */
  boolean wasOvertaken() {
    return overtaken;
  }

  private void leave() {
    if (waiting.decrementAndGet() == 0) {
      generation.remove(this);
      dispose();
    }
  }

  @Override
  public Context currentContext() {
    return context;
  }

  /** Keeps it before anybody is told, so that whoever is told and asks again gets it at once. */
  @Override
  protected void hookOnNext(Entry entry) {
    overtaken = !generation.complete(this, entry);
    outcome.emitValue(entry, Sinks.EmitFailureHandler.FAIL_FAST);
  }

  @Override
  protected void hookOnError(Throwable error) {
    generation.remove(this);
    outcome.emitError(error, Sinks.EmitFailureHandler.FAIL_FAST);
  }
}
