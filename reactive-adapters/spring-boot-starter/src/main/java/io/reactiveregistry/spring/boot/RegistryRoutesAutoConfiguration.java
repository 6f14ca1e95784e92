package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import io.reactiveregistry.webflux.RouteGroup;
import io.reactiveregistry.webflux.TemplateRoutes;
import io.reactiveregistry.webflux.TemplateRoutesBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The registry over HTTP, where {@code reactive-registry.web.enabled=true} asks for it.
 *
 * <p>When the application stops, streams of changes are ended first, then the web server answers
 * what it has accepted, then the registry is closed.
 */
@AutoConfiguration(after = ReactiveRegistryAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(TemplateRoutes.class)
@ConditionalOnBean(ReactiveRegistry.class)
@ConditionalOnProperty("reactive-registry.web.enabled")
@EnableConfigurationProperties(RegistryWebProperties.class)
public class RegistryRoutesAutoConfiguration {

  @Bean
  ShutdownSignal reactiveRegistryShutdownSignal() {
    return new ShutdownSignal();
  }

  @Bean
  @ConditionalOnMissingBean(name = "reactiveRegistryRoutes")
  RouterFunction<ServerResponse> reactiveRegistryRoutes(
      ReactiveRegistry registry,
      ObjectProvider<LmdbRegistry> store,
      RegistryWebProperties properties,
      ShutdownSignal shutdown,
      ObjectProvider<TemplateRoutesBuilderCustomizer> customizers) {
    TemplateRoutesBuilder builder =
        TemplateRoutes.over(registry)
            .basePath(properties.basePath())
            .without(properties.without().toArray(RouteGroup[]::new))
            .maxBodyBytes(Math.toIntExact(properties.maxBodySize().toBytes()))
            .bodyTimeout(properties.bodyTimeout())
            .clientTimeout(properties.clientTimeout())
            .heartbeat(properties.heartbeat())
            .shutdown(shutdown.asMono());
    if (properties.readOnly()) {
      builder.readOnly();
    }
    store.ifUnique(lmdb -> builder.storage(lmdb.storage()));
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return builder.build();
  }

  /** Also for handlers of the application that use the registry. */
  @Bean
  @ConditionalOnMissingBean
  ProblemExceptionHandler reactiveRegistryProblems() {
    return new ProblemExceptionHandler();
  }
}
