package io.reactiveregistry.webflux;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A template as the answer to a request, or that the client has it already. Its bytes are there, so
 * they and its headers go straight to the connection: what Spring builds of them for a message
 * writer takes as long as all else of such a request that is ours.
 *
 * @param status 200 or 304
 */
record RepresentationAnswer(HttpStatusCode status, Representation form, MediaType type)
    implements ServerResponse {

  /** The answer to a request of which the conditions are looked at here. */
  static ServerResponse of(ServerRequest request, Representation form, MediaType type) {
    HttpStatus status =
        ReadConditions.isWithClient(request, form.entityTag())
            ? HttpStatus.NOT_MODIFIED
            : HttpStatus.OK;
    return new RepresentationAnswer(status, form, type);
  }

  private boolean hasBody() {
    return status.is2xxSuccessful();
  }

  @Override
  public HttpStatusCode statusCode() {
    return status;
  }

  @Override
  public HttpHeaders headers() {
    HttpHeaders headers = new HttpHeaders();
    addTo(headers);
    return headers;
  }

  private void addTo(HttpHeaders headers) {
    headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT); // beside what others, such as CORS, go by
    headers.setETag(form.entityTag());
    if (hasBody()) {
      headers.setContentType(type);
      headers.setContentLength(form.body().length);
    }
  }

  @Override
  public MultiValueMap<String, ResponseCookie> cookies() {
    return MultiValueMap.fromSingleValue(Map.of());
  }

  @Override
  public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(status);
    addTo(response.getHeaders());
    return hasBody()
        ? response.writeWith(Mono.just(response.bufferFactory().wrap(form.body())))
        : response.setComplete();
  }
}
