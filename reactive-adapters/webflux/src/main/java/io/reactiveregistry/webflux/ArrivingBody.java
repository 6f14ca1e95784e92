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
   * They complete only when the body has arrived as a whole. Reactor Netty ends it normally when
   * its chunks turn into garbage, having answered the request itself, and does not even do that for
   * a request that waited behind another one on its connection.
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
