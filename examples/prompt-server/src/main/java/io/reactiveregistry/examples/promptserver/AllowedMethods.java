package io.reactiveregistry.examples.promptserver;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/** Answers other methods than those of a resource with 405, and names the right ones. */
final class AllowedMethods implements HandlerFilterFunction<ServerResponse, ServerResponse> {

  private final Set<HttpMethod> methods;

  private AllowedMethods(Set<HttpMethod> methods) {
    this.methods = methods;
  }

  static AllowedMethods toRead() {
    return new AllowedMethods(Set.of(HttpMethod.GET, HttpMethod.HEAD));
  }

  static AllowedMethods toPost() {
    return new AllowedMethods(Set.of(HttpMethod.POST));
  }

  @Override
  public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
    return methods.contains(request.method())
        ? next.handle(request)
        : Mono.error(new MethodNotAllowedException(request.method(), methods));
  }
}
