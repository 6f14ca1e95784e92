package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.IdRange;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;

/** The query of a listing: {@code ?prefix=support.&after=support.reply&limit=10}. */
record ListQuery(IdRange range, long limit) {

  static ListQuery of(ServerRequest request) {
    MultiValueMap<String, String> raw =
        UriComponentsBuilder.fromUri(request.uri()).build(true).getQueryParams();
    String prefix = value(raw, "prefix");
    String after = value(raw, "after");
    return new ListQuery(
        new IdRange(prefix == null ? "" : prefix, after), limit(value(raw, "limit")));
  }

  Flux<String> limit(Flux<String> ids) {
    return ids.take(limit);
  }

  private static @Nullable String value(MultiValueMap<String, String> raw, String name) {
    String encoded = raw.getFirst(name);
    return encoded == null ? null : PercentEncoding.decode(encoded.replace("+", "%20"));
  }

  private static long limit(@Nullable String text) {
    if (text == null) {
      return Long.MAX_VALUE;
    }
    try {
      long limit = Long.parseLong(text);
      if (limit > 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Refused below, as every other text that is no limit.
    }
    throw new ServerWebInputException(
        "limit=%s is not a whole number above 0; leave it out to list all".formatted(text));
  }
}
