package io.reactiveregistry.webflux;

import java.io.EOFException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The buffers of a body, as they arrive. */
final class ArrivingBody {

  private ArrivingBody() {}

  /**
   * They complete only when the body has arrived as a whole. When its chunks turn into garbage,
   * Reactor Netty answers the request by itself and then ends the body normally; that of a request
   * which had to wait behind another one on its connection it ends normally without any answer.
   */
  static Flux<DataBuffer> of(ServerRequest request) {
    Flux<DataBuffer> body = request.body(BodyExtractors.toDataBuffers());
    ServerHttpRequest message = request.exchange().getRequest();
    if (!message.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
      return body; // whose length says where it ends
    }
    return Flux.defer(
        () -> {
          Connections.failOnMalformedContent(message);
          return body.concatWith(Mono.defer(() -> endOf(message)));
        });
  }

  private static Mono<DataBuffer> endOf(ServerHttpRequest message) {
    return Connections.isOver(message)
        ? Mono.error(new EOFException("The body broke off, and nothing can be answered any more"))
        : Mono.empty();
  }
}
