package io.reactiveregistry.webflux;

import io.reactiveregistry.IdRange;
import io.reactiveregistry.ReactiveRegistry;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Flux;

/**
 * The query of a listing: {@code ?prefix=support.&contains=reply&after=support.reply&limit=10}.
 *
 * @param contained what an id has to contain in any case, or null for all
 */
record ListQuery(IdRange range, @Nullable Pattern contained, long limit) {

  private static final int MAX_CONTAINED = 200;

  /**
   * How many ids are looked at at once for those that contain a text. Without it the registry would
   * be asked for one more after each that does not, which is a transaction each time.
   */
  private static final int LOOKED_AT = 256;

  static ListQuery of(ServerRequest request) {
    Query query = Query.of(request);
    String prefix = query.value("prefix");
    return new ListQuery(
        new IdRange(prefix == null ? "" : prefix, query.value("after")),
        contained(query.value("contains")),
        query.number("limit", Long.MAX_VALUE, Long.MAX_VALUE));
  }

  private static @Nullable Pattern contained(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > MAX_CONTAINED) {
      throw new ServerWebInputException(
          "contains= has %d characters; at most %d are looked for"
              .formatted(text.length(), MAX_CONTAINED));
    }
    return Pattern.compile(text, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** The ids that are asked for; no further ones are looked at than it takes to find them. */
  Flux<String> ids(ReactiveRegistry registry) {
    Flux<String> all = registry.listIds(range);
    Pattern pattern = contained;
    return pattern == null
        ? all.take(limit)
        : all.limitRate(LOOKED_AT).filter(id -> pattern.matcher(id).find()).take(limit);
  }
}
