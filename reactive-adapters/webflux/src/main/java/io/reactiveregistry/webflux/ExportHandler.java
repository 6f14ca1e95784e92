package io.reactiveregistry.webflux;

import io.reactiveregistry.ReactiveRegistry;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers requests for all templates, in the forms that an import takes. */
final class ExportHandler {

  private final TemplateStreams streams;

  ExportHandler(ReactiveRegistry registry, StreamedAnswer streamed) {
    this.streams = new TemplateStreams(registry, streamed);
  }

  Mono<ServerResponse> get(ServerRequest request) {
    StreamForm form = Negotiation.chooseForm(request, List.of(StreamForm.NDJSON, StreamForm.YAML));
    return streams.answer(request, form);
  }
}
