package io.reactiveregistry.examples.promptserver;

import static org.springframework.web.reactive.function.server.RequestPredicates.all;

import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import io.reactiveregistry.webflux.TemplateRoutes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Puts the application together. */
@Configuration(proxyBeanMethods = false)
class PromptServerConfiguration {

  /** Spring closes it last, after the web server has answered what it had accepted. */
  @Bean
  LmdbRegistry registry(PromptServerProperties properties) {
    long maxSize = properties.maxStoreSize().toBytes();
    return LmdbRegistry.builder(properties.store()).mapSize(maxSize).maxMapSize(maxSize).open();
  }

  @Bean
  RouterFunction<ServerResponse> routes(
      LmdbRegistry registry, ShutdownSignal shutdown, PromptServerProperties properties) {
    return TemplateRoutes.over(registry)
        .maxBodyBytes(Math.toIntExact(properties.maxBodySize().toBytes()))
        .bodyTimeout(properties.bodyTimeout())
        .clientTimeout(properties.clientTimeout())
        .heartbeat(properties.heartbeat())
        .shutdown(shutdown.asMono())
        .storage(registry.storage())
        .build()
        .andRoute(all(), PromptServerConfiguration::nothing);
  }

  /** Answers what the routes do not know, as they answer the errors of their own. */
  @Bean
  ProblemExceptionHandler problems() {
    return new ProblemExceptionHandler();
  }

  private static Mono<ServerResponse> nothing(ServerRequest request) {
    return Mono.error(
        new ResponseStatusException(
            HttpStatus.NOT_FOUND,
            "There is no such resource; there are /templates, /templates/{id}, /releases, /import, /export, /changes and /stats"));
  }
}
