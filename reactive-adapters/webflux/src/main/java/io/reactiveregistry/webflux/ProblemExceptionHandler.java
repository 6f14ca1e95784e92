package io.reactiveregistry.webflux;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Answers every error of an application with problem details (RFC 9457), as the routes answer those
 * of their own: for what matches no route, and for handlers of the application that use a registry.
 *
 * <p>Declare it as a bean, in Spring Boot too, where it goes before the handler that Boot brings;
 * or give it to {@code HttpWebHandlerAdapter} or {@code HandlerStrategies.empty()} where there are
 * no beans; {@code HandlerStrategies.builder()} puts another one before it.
 *
 * <p>What a caller did wrong is told in full. Of what is wrong with the server the caller is told
 * neither causes nor paths; it is logged. When the answer has begun already, the error is passed
 * on, and the server closes the connection.
 */
public final class ProblemExceptionHandler implements WebExceptionHandler, Ordered {

  private static final int BEFORE_THAT_OF_SPRING_BOOT = -2;

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    return ProblemAnswer.write(exchange, error, null);
  }

  @Override
  public int getOrder() {
    return BEFORE_THAT_OF_SPRING_BOOT;
  }
}
