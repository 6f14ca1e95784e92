package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.reactiveregistry.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads a body that names a version, and nothing else: {@code {"version": "1.2.0"}}. */
final class VersionField {

  private static final String VERSION = "version";
  private static final String UNKNOWN_FIELD =
      "there is no such field; send {\"version\": ...} only";

  private final RequestBody body;

  VersionField(RequestBody body) {
    this.body = body;
  }

  Mono<String> read(ServerRequest request) {
    MediaType unused = RequestBody.type(request, List.of(APPLICATION_JSON));
    return body.read(request)
        .publishOn(Schedulers.parallel()) // as for templates, away from the event loop
        .map(VersionField::version);
  }

  private static String version(byte[] bytes) {
    JsonObject fields = JsonInput.object(bytes);
    fields.requireOnly(Set.of(VERSION), UNKNOWN_FIELD);
    return fields.requiredText(VERSION);
  }
}
