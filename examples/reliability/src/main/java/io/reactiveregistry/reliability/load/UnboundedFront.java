package io.reactiveregistry.reliability.load;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What well-meaning users put in front of a queue that refuses: one that never does. */
final class UnboundedFront {

  private static final int AT_ONCE = 64;

  private final Sinks.Many<Mono<?>> waiting = Sinks.many().unicast().onBackpressureBuffer();

  UnboundedFront() {
    waiting.asFlux().flatMap(call -> call, AT_ONCE).subscribe();
  }

  /** The call, once those before it have been made; one thread at a time may subscribe. */
  Mono<?> call(Mono<?> call) {
    return Mono.create(
        sink ->
            waiting.emitNext(
                call.doOnError(sink::error).doOnSuccess(sink::success).onErrorComplete(),
                Sinks.EmitFailureHandler.FAIL_FAST));
  }
}
