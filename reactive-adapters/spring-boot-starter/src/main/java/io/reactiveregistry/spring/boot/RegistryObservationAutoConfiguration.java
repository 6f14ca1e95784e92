package io.reactiveregistry.spring.boot;

import io.micrometer.observation.ObservationRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.micrometer.ObservedRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Observations of the templates that are loaded and saved, where {@code
 * reactive-registry.observations.enabled=true} asks for them and the application has an {@link
 * ObservationRegistry}. They are not there by default, because an observation costs more than a
 * read that the cache answers.
 */
@AutoConfiguration(
    after = ReactiveRegistryAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnBean({ReactiveRegistry.class, ObservationRegistry.class})
@ConditionalOnProperty("reactive-registry.observations.enabled")
public class RegistryObservationAutoConfiguration {

  /** What is observed is a bean too, and closed as such. */
  @Bean(destroyMethod = "")
  @Primary
  @ConditionalOnMissingBean(name = "observedRegistry")
  ReactiveRegistry observedRegistry(ReactiveRegistry registry, ObservationRegistry observations) {
    return ObservedRegistry.over(registry, observations);
  }
}
