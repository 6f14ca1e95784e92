package io.reactiveregistry.vault;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Counts calls that need the registry more than once, so that it is not closed in between. */
final class UnderWay {

  /** One more than there are calls, until this has ended. */
  private final AtomicLong count = new AtomicLong(1);

  private final AtomicBoolean ending = new AtomicBoolean();
  private final Sinks.Empty<Void> ended = Sinks.empty();

  /** Runs the call, which is waited for unless it begins too late. */
  <T> Mono<T> track(Mono<T> call) {
    return Mono.defer(() -> enter() ? call.doFinally(end -> leave()) : call);
  }

  /** Completes when the calls that began before are done; later ones are not waited for. */
  Mono<Void> end() {
    return Mono.defer(
        () -> {
          if (ending.compareAndSet(false, true)) {
            leave();
          }
          return ended.asMono();
        });
  }

  private boolean enter() {
    return count.getAndUpdate(calls -> calls == 0 ? 0 : calls + 1) > 0;
  }

  private void leave() {
    if (count.decrementAndGet() == 0) {
      ended.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
    }
  }
}
