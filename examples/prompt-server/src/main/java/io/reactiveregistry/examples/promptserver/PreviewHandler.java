package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.jinja.TemplateRenderer;
import io.reactiveregistry.webflux.RenderingRequest;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Fills in templates that need not be saved, so that their authors see what comes of them. */
final class PreviewHandler {

  private final TemplateRenderer renderer;
  private final int maxBodyBytes;
  private final Duration bodyTimeout;

  PreviewHandler(TemplateRenderer renderer, int maxBodyBytes, Duration bodyTimeout) {
    this.renderer = renderer;
    this.maxBodyBytes = maxBodyBytes;
    this.bodyTimeout = bodyTimeout;
  }

  /** What cannot be read or rendered becomes a problem; a client that leaves ends the rendering. */
  Mono<ServerResponse> post(ServerRequest request) {
    return RenderingRequest.read(request, maxBodyBytes, bodyTimeout)
        .flatMap(asked -> renderer.render(asked.template(), asked.inputs()))
        .flatMap(
            text ->
                ServerResponse.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(new Preview(text)));
  }

  /**
   * What is answered.
   *
   * @param text the template, filled in
   */
  record Preview(String text) {}
}
