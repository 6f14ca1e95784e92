package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.error.MapFullException;
import io.reactiveregistry.error.ReadOnlyRegistryException;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.LmdbRegistryBuilder;
import io.reactiveregistry.metrics.GroupCommit;
import io.reactiveregistry.metrics.RegistryMetrics;
import io.reactiveregistry.spring.data.ReactiveTemplateRepository;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.vault.VaultBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ReactiveRegistryAutoConfigurationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TemplateSpec TEMPLATE = TemplateSpec.builder("a").template("Hello").build();

  @TempDir Path directory;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ReactiveRegistryAutoConfiguration.class,
                  RegistryHealthAutoConfiguration.class,
                  RegistryEndpointAutoConfiguration.class,
                  ReactiveTemplateRepositoryAutoConfiguration.class,
                  RegistryObservationAutoConfiguration.class));

  private ApplicationContextRunner withStore() {
    return application.withPropertyValues("reactive-registry.path=" + directory.resolve("store"));
  }

  private static <T> T get(Mono<T> mono) {
    return Objects.requireNonNull(mono.block(PATIENCE));
  }

  @Test
  void onePropertyMakesAStoreWithACacheOverIt() {
    withStore()
        .run(
            context -> {
              ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
              assertThat(registry).isInstanceOf(Vault.class);
              get(registry.save(TEMPLATE));

              assertThat(get(registry.load("a"))).isEqualTo(TEMPLATE);
              assertThat(get(context.getBean(LmdbRegistry.class).load("a"))).isEqualTo(TEMPLATE);
              assertThat(get(context.getBean(ReactiveTemplateRepository.class).count()))
                  .isEqualTo(1);
            });
  }

  @Test
  void theStoreIsClosedWithTheApplicationAndKeepsWhatWasSaved() {
    withStore().run(context -> get(context.getBean(ReactiveRegistry.class).save(TEMPLATE)));

    withStore()
        .run(
            context ->
                assertThat(get(context.getBean(ReactiveRegistry.class).load("a")))
                    .isEqualTo(TEMPLATE));
  }

  @Test
  void theCacheCanBeLeftOut() {
    withStore()
        .withPropertyValues("reactive-registry.vault.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(Vault.class)
                    .getBean(ReactiveRegistry.class)
                    .isInstanceOf(LmdbRegistry.class));
  }

  @Test
  void whatIsReadIsObservedWhereThatIsAskedForTheCacheIncluded() {
    withStore()
        .withUserConfiguration(Observations.class)
        .withPropertyValues("reactive-registry.observations.enabled=true")
        .run(
            context -> {
              ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
              get(registry.save(TEMPLATE));
              get(registry.load("a"));
              get(registry.load("a"));

              assertThat(context.getBean(Observations.class).prompts)
                  .containsExactly("a", "a", "a");
              assertThat(context).hasSingleBean(Vault.class);
            });
  }

  @Test
  void theRegistryOfTheApplicationIsObservedToo() {
    application
        .withUserConfiguration(Observations.class, OwnRegistry.class)
        .withPropertyValues("reactive-registry.observations.enabled=true")
        .run(
            context -> {
              get(context.getBean(ReactiveRegistry.class).save(TEMPLATE));

              assertThat(context.getBean(Observations.class).prompts).containsExactly("a");
            });
  }

  @Test
  void nothingIsObservedUnlessThatIsAskedFor() {
    withStore()
        .withUserConfiguration(Observations.class)
        .run(
            context ->
                assertThat(context.getBean(ReactiveRegistry.class)).isInstanceOf(Vault.class));
  }

  @Configuration(proxyBeanMethods = false)
  static class Observations implements ObservationHandler<Observation.Context> {

    private final List<String> prompts = new CopyOnWriteArrayList<>();

    @Bean
    ObservationRegistry observationRegistry() {
      ObservationRegistry observations = ObservationRegistry.create();
      observations.observationConfig().observationHandler(this);
      return observations;
    }

    @Override
    public void onStop(Observation.Context context) {
      prompts.add(
          context.getAllKeyValues().stream()
              .filter(value -> value.getKey().equals("gen_ai.prompt.name"))
              .map(KeyValue::getValue)
              .collect(Collectors.joining()));
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  @Test
  void aRegistryOfTheApplicationTakesThePlaceOfAll() {
    application
        .withUserConfiguration(OwnRegistry.class)
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(LmdbRegistry.class)
                    .doesNotHaveBean(Vault.class)
                    .hasSingleBean(ReactiveTemplateRepository.class)
                    .hasSingleBean(RegistryHealthIndicator.class)
                    .getBean(ReactiveRegistry.class)
                    .isInstanceOf(InMemoryRegistry.class));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnRegistry {
    @Bean
    InMemoryRegistry ownRegistry() {
      return new InMemoryRegistry();
    }
  }

  /** Which of them is meant, the application has not said. */
  @Test
  void besideTwoRegistriesOfTheApplicationNothingIsAddedThatNobodyAskedFor() {
    application
        .withPropertyValues("management.endpoints.web.exposure.include=registry")
        .withUserConfiguration(TwoRegistries.class)
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(RegistryHealthIndicator.class)
                    .doesNotHaveBean(RegistryEndpoint.class)
                    .doesNotHaveBean(ReactiveTemplateRepository.class));
  }

  @Test
  void ofTwoRegistriesThePrimaryOneIsTaken() {
    application
        .withPropertyValues("management.endpoints.web.exposure.include=registry")
        .withUserConfiguration(TwoRegistries.class)
        .withBean(
            "meant", InMemoryRegistry.class, InMemoryRegistry::new, bean -> bean.setPrimary(true))
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(RegistryHealthIndicator.class)
                    .hasSingleBean(RegistryEndpoint.class)
                    .hasSingleBean(ReactiveTemplateRepository.class));
  }

  /** Left out in silence, it would be looked for everywhere else. */
  @Test
  void whatIsAskedForIsNotLeftOutBesideTwoRegistries() {
    for (String property : List.of("web.enabled", "observations.enabled")) {
      new ReactiveWebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ReactiveRegistryAutoConfiguration.class,
                  RegistryRoutesAutoConfiguration.class,
                  RegistryObservationAutoConfiguration.class))
          .withUserConfiguration(Observations.class, TwoRegistries.class)
          .withPropertyValues("reactive-registry.%s=true".formatted(property))
          .run(
              context ->
                  assertThat(context)
                      .hasFailed()
                      .getFailure()
                      .rootCause()
                      .isInstanceOf(NoUniqueBeanDefinitionException.class)
                      .hasMessageContaining("one,other"));
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoRegistries {
    @Bean
    InMemoryRegistry one() {
      return new InMemoryRegistry();
    }

    @Bean
    Vault other() {
      return Vault.over(new InMemoryRegistry()).build();
    }
  }

  @Test
  void optionsOfTheStoreAreProperties() {
    withStore()
        .withPropertyValues(
            "reactive-registry.map-size=1MB",
            "reactive-registry.max-map-size=4MB",
            "reactive-registry.durability=no-sync")
        .run(
            context -> {
              LmdbRegistry store = context.getBean(LmdbRegistry.class);
              assertThat(get(store.storage()).maxMapSize()).isEqualTo(4 << 20);
              StepVerifier.create(
                      Flux.range(0, 10)
                          .concatMap(
                              count ->
                                  store.save(
                                      TemplateSpec.builder("large")
                                          .version(String.valueOf(count))
                                          .template("x".repeat(1_000_000))
                                          .build())))
                  .thenConsumeWhile(commit -> true)
                  .expectError(MapFullException.class)
                  .verify(PATIENCE);
            });
  }

  @Test
  void aStoreCanBeOpenedForReadingOnly() {
    withStore().run(context -> get(context.getBean(ReactiveRegistry.class).save(TEMPLATE)));

    withStore()
        .withPropertyValues("reactive-registry.read-only=true")
        .run(
            context -> {
              ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
              assertThat(get(registry.load("a"))).isEqualTo(TEMPLATE);
              StepVerifier.create(registry.save(TEMPLATE))
                  .expectError(ReadOnlyRegistryException.class)
                  .verify(PATIENCE);
            });
  }

  @Test
  void whatHasNoPropertyIsSetByBeans() {
    withStore()
        .withUserConfiguration(Customizers.class)
        .run(
            context -> {
              ReactiveRegistry registry = context.getBean(ReactiveRegistry.class);
              StepVerifier.create(registry.save(TEMPLATE))
                  .expectError(InvalidTemplateException.class)
                  .verify(PATIENCE);
              Vault vault = context.getBean(Vault.class);
              await()
                  .atMost(PATIENCE)
                  .until(
                      () -> {
                        StepVerifier.create(Flux.just("a", "b", "c").concatMap(vault::find))
                            .expectComplete()
                            .verify(PATIENCE);
                        return vault.stats().evictions() > 0 && vault.stats().size() == 1;
                      });
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Customizers {
    @Bean
    LmdbRegistryBuilderCustomizer small() {
      return builder -> builder.maxRecordBytes(64);
    }

    @Bean
    VaultBuilderCustomizer tiny() {
      return builder -> builder.maximumSize(1);
    }
  }

  /** A property that nobody has set does not stand in the way. */
  @Test
  void aBeanBoundsTheCacheByWeightInsteadOfNumber() {
    withStore()
        .withBean(VaultBuilderCustomizer.class, () -> (builder -> builder.maximumWeight(1)))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Vault.class));
  }

  @Test
  void withoutSpringDataThereIsNoRepository() {
    withStore()
        .withClassLoader(new FilteredClassLoader(ReactiveCrudRepository.class))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Vault.class));
  }

  /** The errors of the repository are those of spring-tx, which Spring Data can go without. */
  @Test
  void withoutTheErrorsOfDataAccessThereIsNoRepository() {
    withStore()
        .withClassLoader(new FilteredClassLoader(DataAccessException.class))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasSingleBean(Vault.class)
                    .doesNotHaveBean(ReactiveTemplateRepository.class));
  }

  @Test
  void aBeanOfTheApplicationHasTheLastWordOnMetrics() {
    List<GroupCommit> commits = new CopyOnWriteArrayList<>();
    RegistryMetrics own =
        new RegistryMetrics() {
          @Override
          public void committed(GroupCommit commit) {
            commits.add(commit);
          }
        };
    withStore()
        .withConfiguration(AutoConfigurations.of(RegistryMetricsAutoConfiguration.class))
        .withBean(SimpleMeterRegistry.class)
        .withBean(LmdbRegistryBuilderCustomizer.class, () -> (builder -> builder.metrics(own)))
        .run(
            context -> {
              get(context.getBean(ReactiveRegistry.class).save(TEMPLATE));

              await().atMost(PATIENCE).until(() -> !commits.isEmpty());
            });
  }

  @Test
  void withoutAPathTheApplicationDoesNotStart() {
    application.run(
        context ->
            assertThat(context)
                .hasFailed()
                .getFailure()
                .hasRootCauseInstanceOf(StorePathMissingException.class));
  }

  /** Who reads the properties is told the defaults, so they are those of the builders. */
  @Test
  void theDefaultsAreThoseOfTheBuilders() {
    withStore()
        .run(
            context -> {
              ReactiveRegistryProperties properties =
                  context.getBean(ReactiveRegistryProperties.class);
              assertThat(properties.readQueueCapacity())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_READ_QUEUE_CAPACITY);
              assertThat(properties.writeQueueCapacity())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_WRITE_QUEUE_CAPACITY);
              assertThat(properties.writeQueueSize().toBytes())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_WRITE_QUEUE_BYTES);
              assertThat(properties.mapSize().toBytes())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_MAP_SIZE);
              assertThat(properties.maxMapSize().toBytes())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_MAX_MAP_SIZE);
              assertThat(properties.deletionReserve().toBytes())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_DELETION_RESERVE);
              assertThat(properties.maxRecordSize().toBytes())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_MAX_RECORD_BYTES);
              assertThat(properties.changeLogCapacity())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_CHANGE_LOG_CAPACITY);
              assertThat(properties.changeDetection())
                  .isEqualTo(LmdbRegistryBuilder.DEFAULT_CHANGE_DETECTION);
            });
  }

  /** The property has no default, or its value could not be told from one that is written. */
  @Test
  void theSizeOfACacheThatNobodyBoundsIsToldInItsDescription() throws IOException {
    assertThat(PropertyMetadata.descriptionOf("reactive-registry.vault.maximum-size"))
        .contains("%d by default".formatted(VaultBuilder.DEFAULT_MAXIMUM_SIZE));
  }
}
