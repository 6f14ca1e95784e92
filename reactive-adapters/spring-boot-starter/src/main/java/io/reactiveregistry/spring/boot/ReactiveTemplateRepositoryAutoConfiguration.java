package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.spring.data.ReactiveTemplateRepository;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;

/**
 * The registry as a repository, where the application has Spring Data and the errors of data access
 * (spring-tx), which Spring Data itself can go without.
 */
@AutoConfiguration(after = ReactiveRegistryAutoConfiguration.class)
@ConditionalOnClass({ReactiveCrudRepository.class, DataAccessException.class})
@ConditionalOnSingleCandidate(ReactiveRegistry.class)
public class ReactiveTemplateRepositoryAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  ReactiveTemplateRepository reactiveTemplateRepository(ReactiveRegistry registry) {
    return new ReactiveTemplateRepository(registry);
  }
}
