package io.reactiveregistry.spring.boot;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What our analyzers say of an application that does not start. */
final class StartFailure {

  private StartFailure() {}

  /** Starts one with these properties, and with meters, as all have that bring the Actuator. */
  static FailureAnalysis of(String... properties) {
    FailureAnalysis[] found = new FailureAnalysis[1];
    new ReactiveWebApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                RegistryMetricsAutoConfiguration.class,
                ReactiveRegistryAutoConfiguration.class,
                RegistryRoutesAutoConfiguration.class))
        .withBean(SimpleMeterRegistry.class)
        .withPropertyValues(properties)
        .run(context -> found[0] = analysis(context.getStartupFailure()));
    return found[0];
  }

  static FailureAnalysis analysis(Throwable failure) {
    return SpringFactoriesLoader.forDefaultResourceLocation()
        .load(FailureAnalyzer.class, (type, name, error) -> {})
        .stream()
        .filter(analyzer -> analyzer.getClass().getPackageName().startsWith("io.reactiveregistry"))
        .map(analyzer -> analyzer.analyze(failure))
        .filter(analysis -> analysis != null)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nobody has analyzed it", failure));
  }
}
