package io.reactiveregistry.examples.promptserver;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** Names the methods of a resource when asked for them, and for every other one with 405. */
final class AllowedMethods implements HandlerFilterFunction<ServerResponse, ServerResponse> {

  private final Set<HttpMethod> methods;

  private AllowedMethods(Set<HttpMethod> methods) {
    this.methods = methods;
  }

  static AllowedMethods toRead() {
    return inOrder(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  }

  static AllowedMethods toPost() {
    return inOrder(HttpMethod.POST, HttpMethod.OPTIONS);
  }

  private static AllowedMethods inOrder(HttpMethod... methods) {
    return new AllowedMethods(new LinkedHashSet<>(List.of(methods)));
  }

  @Override
  public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      return ServerResponse.ok().allow(methods).build();
    }
    return methods.contains(request.method())
        ? next.handle(request)
        : Mono.error(new MethodNotAllowedException(request.method(), methods));
  }
}
