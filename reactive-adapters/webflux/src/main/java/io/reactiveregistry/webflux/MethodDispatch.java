package io.reactiveregistry.webflux;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/**
 * The methods of one resource. Routes that match on path and method together would answer a wrong
 * method with 404; this answers 405 and names the right ones.
 */
final class MethodDispatch implements HandlerFunction<ServerResponse> {

  private final Map<HttpMethod, HandlerFunction<ServerResponse>> handlers;

  private MethodDispatch(Map<HttpMethod, HandlerFunction<ServerResponse>> handlers) {
    this.handlers = handlers;
  }

  static MethodDispatch of(Map<HttpMethod, HandlerFunction<ServerResponse>> handlers) {
    Map<HttpMethod, HandlerFunction<ServerResponse>> all = new HashMap<>(handlers);
    HandlerFunction<ServerResponse> get = all.get(HttpMethod.GET);
    if (get != null) {
      all.put(HttpMethod.HEAD, get);
    }
    return new MethodDispatch(Map.copyOf(all));
  }

  @Override
  public Mono<ServerResponse> handle(ServerRequest request) {
    HandlerFunction<ServerResponse> handler = handlers.get(request.method());
    return handler == null
        ? Mono.error(new MethodNotAllowedException(request.method(), handlers.keySet()))
        : handler.handle(request);
  }
}
