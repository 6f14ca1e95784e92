package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads a body that names a version, and nothing else: {@code {"version": "1.2.0"}}. */
final class VersionField {

  private static final String VERSION = "version";
  private static final String UNKNOWN_FIELD =
      "there is no such field; send {\"version\": ...} only";

  private final StrictJson json = new StrictJson();
  private final RequestBody body;

  VersionField(RequestBody body) {
    this.body = body;
  }

  Mono<String> read(ServerRequest request) {
    MediaType unused = RequestBody.type(request, List.of(APPLICATION_JSON));
    return body.read(request)
        .publishOn(Schedulers.parallel()) // as for templates, away from the event loop
        .map(this::version);
  }

  private String version(byte[] bytes) {
    Map<String, @Nullable Object> fields = json.read(StrictUtf8.decode(bytes, "The body"));
    StrictJson.requireKnown(fields, Set.of(VERSION), "", UNKNOWN_FIELD);
    return StrictJson.requiredText(fields, VERSION, "");
  }
}
