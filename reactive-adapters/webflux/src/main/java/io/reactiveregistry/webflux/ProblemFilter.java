package io.reactiveregistry.webflux;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Has the routes answer their errors themselves, whatever application they are mounted in: those of
 * their handlers, and those that come before the first byte of a body.
 */
final class ProblemFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

  @Override
  public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
    String base = Mount.base(request);
    return Mono.defer(() -> next.handle(request))
        .<ServerResponse>map(response -> new Guarded(response, base))
        .onErrorResume(error -> Mono.just(new Problem(error, base)));
  }

  private static Mono<Void> answer(ServerWebExchange exchange, Throwable error, String base) {
    return Mono.defer(
        () -> {
          if (!exchange.getResponse().isCommitted()) {
            UnreadBody.closeIfUnread(exchange);
          }
          return ProblemAnswer.write(exchange, error, base);
        });
  }

  /** A response whose body may yet turn out to be an error. */
  private record Guarded(ServerResponse response, String base) implements ServerResponse {

    @Override
    public HttpStatusCode statusCode() {
      return response.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return response.headers();
    }

    @Override
    public MultiValueMap<String, ResponseCookie> cookies() {
      return response.cookies();
    }

    @Override
    public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
      return response
          .writeTo(exchange, context)
          .onErrorResume(error -> answer(exchange, error, base));
    }
  }

  private record Problem(Throwable error, String base) implements ServerResponse {

    @Override
    public HttpStatusCode statusCode() {
      return HttpStatusCode.valueOf(Problems.of(error, base).getStatus());
    }

    @Override
    public HttpHeaders headers() {
      return Problems.headersOf(error);
    }

    @Override
    public MultiValueMap<String, ResponseCookie> cookies() {
      return MultiValueMap.fromSingleValue(Map.of());
    }

    @Override
    public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
      return answer(exchange, error, base);
    }
  }
}
