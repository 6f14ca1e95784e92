package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A value that cannot be is told as the property that has it. */
class RefusedPropertyTest {

  private static final Set<String> TYPES_WITH_LIMITS =
      Set.of(
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.String",
          "java.time.Duration",
          "org.springframework.util.unit.DataSize");

  @TempDir Path directory;

  private FailureAnalysis analysis(String... properties) {
    return StartFailure.of(
        Stream.concat(
                Stream.of(
                    "reactive-registry.path=" + directory.resolve("store"),
                    "reactive-registry.web.enabled=true"),
                Stream.of(properties))
            .toArray(String[]::new));
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("reactive-registry.reader-threads", "0", "at least 1"),
        Arguments.of("reactive-registry.reader-threads", "-3", "at least 1"),
        Arguments.of("reactive-registry.read-queue-capacity", "-1", "at least 1"),
        Arguments.of("reactive-registry.write-queue-capacity", "0", "at least 1"),
        Arguments.of("reactive-registry.write-queue-size", "0MB", "at least 1"),
        Arguments.of("reactive-registry.map-size", "1B", "at least 65536 bytes"),
        Arguments.of("reactive-registry.map-size", "-1GB", "at least 65536 bytes"),
        Arguments.of("reactive-registry.map-size", "2TB", "maxMapSize (1099511627776 bytes)"),
        Arguments.of("reactive-registry.max-map-size", "1MB", "less than mapSize"),
        Arguments.of("reactive-registry.max-map-size", "-1B", "less than mapSize"),
        Arguments.of("reactive-registry.deletion-reserve", "-2MB", "must not be negative"),
        Arguments.of("reactive-registry.max-record-size", "0B", "at least 1"),
        Arguments.of("reactive-registry.max-record-size", "-5TB", "at least 1"),
        Arguments.of("reactive-registry.max-record-size", "2GB", "at most 2147483647 bytes"),
        Arguments.of("reactive-registry.keep-versions", "0", "at least 1"),
        Arguments.of("reactive-registry.change-log-capacity", "-1", "must not be negative"),
        Arguments.of("reactive-registry.change-detection", "0s", "at least 1 millisecond"),
        Arguments.of("reactive-registry.vault.maximum-size", "0", "at least 1"),
        Arguments.of("reactive-registry.vault.maximum-weight", "0B", "at least 1"),
        Arguments.of("reactive-registry.vault.refresh-after", "-1s", "more than zero"),
        Arguments.of("reactive-registry.web.base-path", "/", "end without one"),
        Arguments.of("reactive-registry.web.base-path", "prompts", "begin with a slash"),
        Arguments.of("reactive-registry.web.base-path", "/prompts/", "end without one"),
        Arguments.of("reactive-registry.web.base-path", "/{prompts", "capture"),
        Arguments.of("reactive-registry.web.max-body-size", "0B", "at least 1"),
        Arguments.of("reactive-registry.web.max-body-size", "3GB", "at most 2147483647 bytes"),
        Arguments.of("reactive-registry.web.body-timeout", "0s", "more than zero"),
        Arguments.of("reactive-registry.web.client-timeout", "-1s", "more than zero"),
        Arguments.of("reactive-registry.web.heartbeat", "0ms", "more than zero"));
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("refused")
  void aValueOutOfItsLimitIsToldWithItsPropertyAndTheLimit(
      String property, String value, String limit) {
    FailureAnalysis analysis = analysis(property + "=" + value);

    assertThat(analysis.getDescription())
        .startsWith("%s is '%s'".formatted(property, value))
        .contains(limit);
    assertThat(analysis.getAction()).contains("Set " + property + " to a value");
  }

  @Test
  void everyPropertyThatHasLimitsIsTriedHere() throws IOException {
    Set<String> tried = new TreeSet<>();
    refused().forEach(arguments -> tried.add((String) arguments.get()[0]));

    Set<String> limited =
        PropertyMetadata.properties()
            .filter(property -> TYPES_WITH_LIMITS.contains(property.get("type").stringValue()))
            .map(property -> property.get("name").stringValue())
            .filter(name -> name.startsWith("reactive-registry."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tried).isEqualTo(limited);
  }

  @Test
  void twoSizesThatDoNotGoTogetherAreBothNamed() {
    FailureAnalysis analysis =
        analysis("reactive-registry.map-size=8MB", "reactive-registry.max-map-size=4MB");

    assertThat(analysis.getDescription())
        .contains("reactive-registry.map-size is '8MB'")
        .contains("reactive-registry.max-map-size is '4MB'")
        .contains("maxMapSize (4194304 bytes) must not be less than mapSize (8388608 bytes)");
    assertThat(analysis.getAction())
        .contains("Set reactive-registry.map-size or reactive-registry.max-map-size");
  }

  @Test
  void aCacheThatIsBoundedByNumberAndByWeightIsRefused() {
    FailureAnalysis analysis =
        analysis(
            "reactive-registry.vault.maximum-size=5",
            "reactive-registry.vault.maximum-weight=10MB");

    assertThat(analysis.getDescription())
        .contains("reactive-registry.vault.maximum-size is '5'")
        .contains("reactive-registry.vault.maximum-weight is '10MB'")
        .contains("only one of them");
    assertThat(analysis.getAction())
        .contains(
            "Set reactive-registry.vault.maximum-size or reactive-registry.vault.maximum-weight");
  }

  @Test
  void aStrictCacheThatIsToBeRefreshedIsRefused() {
    FailureAnalysis analysis =
        analysis(
            "reactive-registry.vault.strict=true", "reactive-registry.vault.refresh-after=10s");

    assertThat(analysis.getDescription())
        .contains("reactive-registry.vault.strict is 'true'")
        .contains("reactive-registry.vault.refresh-after is '10s'")
        .contains("give one of them");
  }

  @Test
  void whereItIsWrittenIsTold() {
    assertThat(analysis("reactive-registry.mapSize=1B").getDescription())
        .contains("\"reactive-registry.mapSize\" from property source \"test\"");
  }

  @Test
  void whatAPlaceholderStandsForIsTold() {
    assertThat(
            analysis("how-many=0", "reactive-registry.reader-threads=${how-many}").getDescription())
        .startsWith("reactive-registry.reader-threads is '0'");
  }

  @Test
  void whatABeanGetsWrongIsNotBlamedOnAProperty() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(ReactiveRegistryAutoConfiguration.class))
        .withBean(LmdbRegistryBuilderCustomizer.class, () -> (builder -> builder.maxMapSize(1)))
        .withPropertyValues(
            "reactive-registry.path=" + directory.resolve("store"),
            "reactive-registry.map-size=8MB")
        .run(
            context ->
                assertThat(context)
                    .hasFailed()
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("maxMapSize (1 bytes)"));
  }
}
