package io.reactiveregistry.webflux;

import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON, with a mapper of its own: how an application has its own objects written, in snake
 * case for example, must not change what the clients of the registry read.
 */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static Mono<ServerResponse> body(ServerResponse.BodyBuilder response, Object value) {
    return response.bodyValue(bytes(value));
  }
}
