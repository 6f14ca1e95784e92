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
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
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

  private static final String BASE_PATH = "reactive-registry.web.base-path";

  @Bean
  ShutdownSignal reactiveRegistryShutdownSignal(ApplicationContext application) {
    return new ShutdownSignal(application);
  }

  @Bean
  @ConditionalOnMissingBean(name = "reactiveRegistryRoutes")
  RouterFunction<ServerResponse> reactiveRegistryRoutes(
      ReactiveRegistry registry,
      ObjectProvider<LmdbRegistry> store,
      RegistryWebProperties properties,
      ConfigurableEnvironment environment,
      ShutdownSignal shutdown,
      ObjectProvider<TemplateRoutesBuilderCustomizer> customizers) {
    PropertyValues values = new PropertyValues(environment);
    TemplateRoutesBuilder builder =
        TemplateRoutes.over(registry)
            .without(properties.without().toArray(RouteGroup[]::new))
            .shutdown(shutdown.asMono());
    values.set(BASE_PATH, properties.basePath(), builder::basePath);
    values.set(
        "reactive-registry.web.max-body-size",
        properties.maxBodySize(),
        size -> builder.maxBodyBytes(PropertyValues.bytes(size)));
    values.set(
        "reactive-registry.web.body-timeout", properties.bodyTimeout(), builder::bodyTimeout);
    values.set(
        "reactive-registry.web.client-timeout", properties.clientTimeout(), builder::clientTimeout);
    values.set("reactive-registry.web.heartbeat", properties.heartbeat(), builder::heartbeat);
    if (properties.readOnly()) {
      builder.readOnly();
    }
    store.ifUnique(lmdb -> builder.storage(lmdb.storage()));
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    return values.require(builder::build, IllegalArgumentException.class, BASE_PATH);
  }

  /** For handlers of the application that use the registry. */
  @Bean
  @ConditionalOnMissingBean(ProblemExceptionHandler.class)
  RegistryErrorHandler reactiveRegistryProblems() {
    return new RegistryErrorHandler();
  }
}
