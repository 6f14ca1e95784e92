package io.reactiveregistry.examples.pipeline;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The id that goes along with an event: in the Context here, in a header over HTTP. */
final class Correlation {

  /** Where it is in the Context. */
  static final String KEY = "correlationId";

  /** The header of HTTP that carries it, percent-encoded. */
  static final String HEADER = "X-Correlation-Id";

  private static final String NONE = "none";

  private Correlation() {}

  static ContextView of(String id) {
    return Context.of(KEY, id);
  }

  /** As a header can carry it: percent-encoded, since HTTP has no more than ASCII for sure. */
  static String toHeader(String id) {
    // That of forms is the one that Java has; it differs in the blank alone.
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The id that a header carries; what is not encoded is taken as it is. */
  static String ofHeader(@Nullable String header) {
    if (header == null) {
      return NONE;
    }
    try {
      return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return header;
    }
  }

  /** The id in the Context of the subscriber. */
  static Mono<String> current() {
    return Mono.deferContextual(context -> Mono.just(context.<String>getOrEmpty(KEY).orElse(NONE)));
  }
}
