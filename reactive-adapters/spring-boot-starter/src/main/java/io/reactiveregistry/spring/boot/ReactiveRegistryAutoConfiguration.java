package io.reactiveregistry.spring.boot;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.vault.VaultBuilder;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Opens the store and puts the cache over it, unless the application has a {@link ReactiveRegistry}
 * of its own. Whoever is injected a {@code ReactiveRegistry} gets the cache; {@link LmdbRegistry}
 * is there for what only the store has, such as a backup.
 *
 * <p>Spring closes both last, when the web server has answered what it had accepted.
 */
@AutoConfiguration
@EnableConfigurationProperties(ReactiveRegistryProperties.class)
public class ReactiveRegistryAutoConfiguration {

  @Bean
  @ConditionalOnProperty("reactive-registry.yaml-import.path")
  YamlImport reactiveRegistryYamlImport(
      ReactiveRegistry registry, ReactiveRegistryProperties properties) {
    return new YamlImport(registry, properties.yamlImport());
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingBean(ReactiveRegistry.class)
  static class StoreConfiguration {

    @Bean
    @Fallback
    LmdbRegistry lmdbRegistry(
        ReactiveRegistryProperties properties,
        ConfigurableEnvironment environment,
        ObjectProvider<StoreMetrics> metrics,
        ObjectProvider<LmdbRegistryBuilderCustomizer> customizers) {
      PropertyValues values = new PropertyValues(environment);
      LmdbRegistryBuilder builder = StoreProperties.apply(properties, values);
      metrics.ifAvailable(own -> builder.metrics(own.recorder()));
      List<LmdbRegistryBuilderCustomizer> all = customizers.orderedStream().toList();
      all.forEach(customizer -> customizer.customize(builder));
      return all.isEmpty() ? StoreProperties.open(builder, values) : builder.open();
    }

    @Bean
    @ConditionalOnProperty(value = "reactive-registry.vault.enabled", matchIfMissing = true)
    Vault vault(
        @Qualifier("lmdbRegistry") LmdbRegistry store,
        ReactiveRegistryProperties properties,
        ConfigurableEnvironment environment,
        ObjectProvider<VaultBuilderCustomizer> customizers) {
      PropertyValues values = new PropertyValues(environment);
      VaultBuilder builder = StoreProperties.apply(properties.vault(), store, values);
      List<VaultBuilderCustomizer> all = customizers.orderedStream().toList();
      all.forEach(customizer -> customizer.customize(builder));
      return all.isEmpty() ? StoreProperties.build(builder, values) : builder.build();
    }
  }
}
