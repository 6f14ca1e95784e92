package io.reactiveregistry.examples.promptserver;

import static org.springframework.web.reactive.function.server.RequestPredicates.all;

import java.net.URI;
import java.util.Objects;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.AbstractErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers every error, from wherever it comes, with problem details. */
@Component
@Order(-2) // before Spring Boot's own, which has -1
final class ProblemHandler extends AbstractErrorWebExceptionHandler {

  ProblemHandler(
      ErrorAttributes errorAttributes, ApplicationContext context, ServerCodecConfigurer codecs) {
    super(errorAttributes, new WebProperties.Resources(), context);
    setMessageReaders(codecs.getReaders());
    setMessageWriters(codecs.getWriters());
  }

  @Override
  protected RouterFunction<ServerResponse> getRoutingFunction(ErrorAttributes errorAttributes) {
    return RouterFunctions.route(all(), this::respond);
  }

  private Mono<ServerResponse> respond(ServerRequest request) {
    Throwable error = Objects.requireNonNull(getError(request));
    ProblemDetail problem = Problems.of(error);
    problem.setInstance(URI.create(request.uri().getRawPath()));
    return ServerResponse.status(problem.getStatus())
        .headers(headers -> headers.addAll(Problems.headersOf(error)))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .bodyValue(problem);
  }
}
