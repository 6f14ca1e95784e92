package io.reactiveregistry.webflux;

import io.reactiveregistry.IdRange;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;

/** The query of a listing: {@code ?prefix=support.&after=support.reply&limit=10}. */
record ListQuery(IdRange range, long limit) {

  static ListQuery of(ServerRequest request) {
    Query query = Query.of(request);
    String prefix = query.value("prefix");
    return new ListQuery(
        new IdRange(prefix == null ? "" : prefix, query.value("after")),
        query.number("limit", Long.MAX_VALUE, Long.MAX_VALUE));
  }

  Flux<String> limit(Flux<String> ids) {
    return ids.take(limit);
  }
}
