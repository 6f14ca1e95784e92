package io.reactiveregistry.webflux;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers with many templates: a slow client slows the reading down, one that leaves ends it. */
final class TemplateStreams {

  /** How many templates are loaded ahead of the client. */
  private static final int LOOK_AHEAD = 16;

  private final ReactiveRegistry registry;
  private final StreamedAnswer streamed;

  TemplateStreams(ReactiveRegistry registry, StreamedAnswer streamed) {
    this.registry = registry;
    this.streamed = streamed;
  }

  Mono<ServerResponse> answer(ServerRequest request, StreamForm form) {
    ListQuery query = ListQuery.of(request);
    return streamed.begin(
        request,
        ServerResponse.ok().contentType(form.type()),
        (response, context) ->
            streamed.write(
                form.parts(templates(query), response.bufferFactory()),
                response,
                response::writeWith));
  }

  /** Not loadAll: a template deleted while the list is under way is left out, it is no error. */
  private Flux<TemplateSpec> templates(ListQuery query) {
    return query
        .limit(registry.listIds(query.range()))
        .flatMapSequential(registry::find, LOOK_AHEAD, 1);
  }
}
