package io.reactiveregistry.webflux;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/**
 * The methods of one resource. Routes that match on path and method together would answer a wrong
 * method with 404; this answers 405 and names the right ones, as it does for OPTIONS.
 */
final class MethodDispatch implements HandlerFunction<ServerResponse> {

  private final Map<HttpMethod, HandlerFunction<ServerResponse>> handlers;
  private final Set<HttpMethod> allowed;

  private MethodDispatch(Map<HttpMethod, HandlerFunction<ServerResponse>> handlers) {
    this.handlers = handlers;
    this.allowed = new LinkedHashSet<>(handlers.keySet());
    allowed.add(HttpMethod.OPTIONS);
  }

  static MethodDispatch of(Map<HttpMethod, HandlerFunction<ServerResponse>> handlers) {
    Map<HttpMethod, HandlerFunction<ServerResponse>> all = new LinkedHashMap<>();
    handlers.forEach(
        (method, handler) -> {
          all.put(method, handler);
          if (method.equals(HttpMethod.GET)) {
            all.put(HttpMethod.HEAD, handler);
          }
        });
    return new MethodDispatch(all);
  }

  /** What is answered where nothing but OPTIONS is offered. */
  static Mono<ServerResponse> nothingButOptions() {
    return options(Set.of(HttpMethod.OPTIONS));
  }

  private static Mono<ServerResponse> options(Set<HttpMethod> allowed) {
    return ServerResponse.ok().allow(allowed).build();
  }

  @Override
  public Mono<ServerResponse> handle(ServerRequest request) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      return options(allowed);
    }
    HandlerFunction<ServerResponse> handler = handlers.get(request.method());
    return handler == null
        ? Mono.error(new MethodNotAllowedException(request.method(), allowed))
        : handler.handle(request);
  }
}
