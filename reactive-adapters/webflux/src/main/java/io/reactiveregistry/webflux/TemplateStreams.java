package io.reactiveregistry.webflux;

import io.reactiveregistry.ReactiveRegistry;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
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

  /** With the templates that the query asks for. */
  Mono<ServerResponse> answer(ServerRequest request, StreamForm form) {
    ListQuery query = ListQuery.of(request);
    // Not loadAll: a template deleted while the list is under way is left out, it is no error.
    return answer(
        request,
        form,
        buffers ->
            form.parts(
                query.ids(registry).flatMapSequential(registry::find, LOOK_AHEAD, 1), buffers));
  }

  /** With their ids alone. */
  Mono<ServerResponse> answerIds(ServerRequest request, StreamForm form) {
    ListQuery query = ListQuery.of(request);
    return answer(request, form, buffers -> form.partsOfIds(query.ids(registry), buffers));
  }

  private Mono<ServerResponse> answer(ServerRequest request, StreamForm form, Parts parts) {
    // Headers of a ServerResponse would replace what others, such as CORS, go by.
    request.exchange().getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    return streamed.begin(
        request,
        ServerResponse.ok().contentType(form.type()),
        (response, context) ->
            streamed.write(parts.madeOf(response.bufferFactory()), response, response::writeWith));
  }

  private interface Parts {
    Flux<DataBuffer> madeOf(DataBufferFactory buffers);
  }
}
