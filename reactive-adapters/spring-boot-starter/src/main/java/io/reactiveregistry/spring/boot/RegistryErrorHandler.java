package io.reactiveregistry.spring.boot;

import io.reactiveregistry.error.RegistryException;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Answers errors of a registry that handlers of the application let through, with problem details.
 * All others are the application's and left to Spring Boot, which knows its annotations, pages and
 * properties; the routes answer their own before.
 */
final class RegistryErrorHandler implements WebExceptionHandler, Ordered {

  private final ProblemExceptionHandler problems = new ProblemExceptionHandler();

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    return error instanceof RegistryException
        ? problems.handle(exchange, error)
        : Mono.error(error);
  }

  @Override
  public int getOrder() {
    return problems.getOrder();
  }
}
