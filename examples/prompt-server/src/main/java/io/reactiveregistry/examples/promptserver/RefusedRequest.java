package io.reactiveregistry.examples.promptserver;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Refuses a request of which nothing but its head was looked at. */
final class RefusedRequest {

  private RefusedRequest() {}

  /** Signals the error that is answered as a problem. */
  static Mono<Void> with(ServerWebExchange exchange, HttpStatus status, String detail) {
    HttpHeaders request = exchange.getRequest().getHeaders();
    if (request.getContentLength() > 0 || request.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
      // Nobody reads the body, and its client could send it for ever.
      exchange.getResponse().getHeaders().setConnection("close");
    }
    return Mono.error(new ResponseStatusException(status, detail));
  }
}
