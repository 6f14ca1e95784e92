package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.spring.data.ReactiveTemplateRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;

/** The registry as a repository, where the application has Spring Data. */
@AutoConfiguration(after = ReactiveRegistryAutoConfiguration.class)
@ConditionalOnClass(ReactiveCrudRepository.class)
@ConditionalOnBean(ReactiveRegistry.class)
public class ReactiveTemplateRepositoryAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  ReactiveTemplateRepository reactiveTemplateRepository(ReactiveRegistry registry) {
    return new ReactiveTemplateRepository(registry);
  }
}
