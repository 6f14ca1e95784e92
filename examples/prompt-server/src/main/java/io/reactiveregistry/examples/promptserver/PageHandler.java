package io.reactiveregistry.examples.promptserver;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Answers requests for the page. It may load and ask only what is of this server, and nothing that
 * stands in it or in a template can be a script.
 */
final class PageHandler {

  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private final PageFiles files;

  PageHandler(PageFiles files) {
    this.files = files;
  }

  Mono<ServerResponse> get(ServerRequest request) {
    protect(request.exchange().getResponse().getHeaders());
    PageFile file = files.at(request.requestPath().pathWithinApplication().value());
    if (file == null) {
      return Mono.error(
          new ResponseStatusException(HttpStatus.NOT_FOUND, "The page has no such file"));
    }
    return request
        .checkNotModified(file.entityTag())
        .switchIfEmpty(
            Mono.defer(
                () ->
                    ServerResponse.ok()
                        .contentType(file.type())
                        .eTag(file.entityTag())
                        .bodyValue(file.content())));
  }

  /** Also what is not modified, and problems, come with these. */
  private static void protect(HttpHeaders headers) {
    headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.setCacheControl(CacheControl.noCache());
  }
}
