package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * The health of the registry, where the application has health at all; {@code
 * management.health.reactive-registry.enabled=false} leaves it out.
 */
@AutoConfiguration(after = ReactiveRegistryAutoConfiguration.class)
@ConditionalOnClass({ReactiveHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(ReactiveRegistry.class)
@ConditionalOnEnabledHealthIndicator("reactive-registry")
public class RegistryHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "reactiveRegistryHealthIndicator")
  RegistryHealthIndicator reactiveRegistryHealthIndicator(
      ReactiveRegistry registry, ObjectProvider<LmdbRegistry> store) {
    return new RegistryHealthIndicator(registry, store.getIfUnique());
  }
}
