package io.reactiveregistry.examples.pipeline;

import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The id that goes along with an event: in the Context here, in a header over HTTP. */
final class Correlation {

  /** Where it is in the Context. */
  static final String KEY = "correlationId";

  /** The header of HTTP that carries it. */
  static final String HEADER = "X-Correlation-Id";

  private static final String NONE = "none";

  private Correlation() {}

  static ContextView of(String id) {
    return Context.of(KEY, id);
  }

  /** The id in the Context of the subscriber. */
  static Mono<String> current() {
    return Mono.deferContextual(context -> Mono.just(context.<String>getOrEmpty(KEY).orElse(NONE)));
  }
}
