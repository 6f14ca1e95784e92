package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What an application says when the registry keeps it from starting. */
class FailureAnalysisTest {

  @TempDir Path directory;

  private static FailureAnalysis analysis(String... properties) {
    FailureAnalysis[] found = new FailureAnalysis[1];
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ReactiveRegistryAutoConfiguration.class))
        .withPropertyValues(properties)
        .run(context -> found[0] = analyze(context.getStartupFailure()));
    return found[0];
  }

  private static FailureAnalysis analyze(Throwable failure) {
    return SpringFactoriesLoader.forDefaultResourceLocation()
        .load(FailureAnalyzer.class, (type, name, error) -> {})
        .stream()
        .filter(analyzer -> analyzer.getClass().getPackageName().startsWith("io.reactiveregistry"))
        .map(analyzer -> analyzer.analyze(failure))
        .filter(analysis -> analysis != null)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nobody has analyzed it", failure));
  }

  @Test
  void whereTheStoreIsHasToBeSaid() {
    assertThat(analysis().getAction()).contains("Set reactive-registry.path to a directory");
  }

  @Test
  void aDirectoryOfSomethingElseIsNotAStore() throws IOException {
    Files.writeString(directory.resolve("data.mdb"), "This is a text and no store.".repeat(1_000));

    FailureAnalysis analysis = analysis("reactive-registry.path=" + directory);

    assertThat(analysis.getDescription()).contains(directory.toString());
    assertThat(analysis.getAction())
        .contains("Set reactive-registry.path to the directory of a store");
  }

  @Test
  void anOptionThatIsOutOfBoundsIsNamed() {
    assertThat(
            analysis(
                    "reactive-registry.path=" + directory.resolve("store"),
                    "reactive-registry.yaml-import.path=" + directory.resolve("nowhere"))
                .getAction())
        .contains("reactive-registry.yaml-import.path");
  }
}
