package io.reactiveregistry.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.micrometer.MicrometerMetrics;
import io.reactiveregistry.micrometer.RegistryGaugeMeters;
import io.reactiveregistry.micrometer.VaultMeters;
import io.reactiveregistry.vault.Vault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Meters of the store and the cache, where the application has a {@link MeterRegistry}; {@code
 * reactive-registry.metrics.enabled=false} leaves them out.
 */
@AutoConfiguration(
    before = ReactiveRegistryAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnProperty(value = "reactive-registry.metrics.enabled", matchIfMissing = true)
public class RegistryMetricsAutoConfiguration {

  @Bean
  StoreMetrics reactiveRegistryMetrics(MeterRegistry meters) {
    return new StoreMetrics(new MicrometerMetrics(meters));
  }

  /**
   * The beans are asked for when Spring Boot binds the meters, and not before the store is there.
   */
  @Bean
  MeterBinder reactiveRegistryMeters(
      ObjectProvider<LmdbRegistry> store, ObjectProvider<Vault> vault) {
    return meters -> {
      store.ifUnique(lmdb -> new RegistryGaugeMeters(lmdb.gauges()).bindTo(meters));
      vault.ifUnique(cache -> new VaultMeters(cache).bindTo(meters));
    };
  }
}
