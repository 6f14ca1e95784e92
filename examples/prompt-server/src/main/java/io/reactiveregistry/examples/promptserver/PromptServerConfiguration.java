package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.lmdb.LmdbRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

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
  RouterFunction<ServerResponse> routes(LmdbRegistry registry, PromptServerProperties properties) {
    TemplateBody body =
        new TemplateBody(
            Math.toIntExact(properties.maxBodySize().toBytes()), properties.bodyTimeout());
    return TemplateRoutes.of(new TemplateHandler(registry, body), new StatsHandler(registry));
  }
}
