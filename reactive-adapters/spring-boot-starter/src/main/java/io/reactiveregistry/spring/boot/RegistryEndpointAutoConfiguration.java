package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** The endpoint of the registry, where it is exposed. */
@AutoConfiguration(after = ReactiveRegistryAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnSingleCandidate(ReactiveRegistry.class)
@ConditionalOnAvailableEndpoint(RegistryEndpoint.class)
public class RegistryEndpointAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean
  RegistryEndpoint registryEndpoint(
      ReactiveRegistry registry, ObjectProvider<LmdbRegistry> store, ObjectProvider<Vault> vault) {
    return new RegistryEndpoint(registry, store.getIfUnique(), vault.getIfUnique());
  }
}
