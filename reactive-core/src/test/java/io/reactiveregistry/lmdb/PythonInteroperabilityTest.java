package io.reactiveregistry.lmdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.codec.TemplateEncoder;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The Python original and this library use one store in turn. */
class PythonInteroperabilityTest {

  private static final String FULL_AS_JSON =
      """
      {"id": "team:größe:日本", "version": "1.2.0", "description": null, "template": "Übersetze {{ text }} 🎌", \
      "inputs": {"text": {"type": "string", "required": true, "default": null}, \
      "tone": {"type": "array<string>", "required": false, "default": ["höflich"]}, \
      "limit": {"type": "number", "required": false, "default": 0.5}}, \
      "metadata": {"owner": "dōcs", "weight": 1.0, "big": 9007199254740993, "low": -40000, "nested": {"on": true, "none": null, "list": [1, "two"]}}}""";

  private static final TemplateSpec FULL =
      TemplateSpec.builder("team:größe:日本")
          .version("1.2.0")
          .template("Übersetze {{ text }} 🎌")
          .input("text", InputSpec.required(InputType.STRING))
          .input("tone", InputSpec.optional(InputType.STRING_ARRAY, List.of("höflich")))
          .input("limit", InputSpec.optional(InputType.NUMBER, 0.5))
          .metadata("owner", "dōcs")
          .metadata("weight", 1.0)
          .metadata("big", 9007199254740993L)
          .metadata("low", -40000)
          .metadata("nested", nested())
          .build();

  private static Map<String, Object> nested() {
    Map<String, Object> inTheOrderOfTheJson = new LinkedHashMap<>();
    inTheOrderOfTheJson.put("on", true);
    inTheOrderOfTheJson.put("none", null);
    inTheOrderOfTheJson.put("list", List.of(1, "two"));
    return inTheOrderOfTheJson;
  }

  @TempDir Path directory;

  private PythonOriginal python;

  @BeforeEach
  void findPython() {
    python = PythonOriginal.at(directory);
  }

  @Test
  void aStoreOfTheOriginalOpensAsItIs() {
    python.save(FULL_AS_JSON, minimal("a", "1.0.0"), minimal("a:b", "1.0.0"));

    withRegistry(
        registry -> {
          StepVerifier.create(registry.loadAll(registry.listIds()).map(TemplateSpec::id))
              .expectNext("a", "a:b", "team:größe:日本")
              .expectComplete()
              .verify(Samples.TIMEOUT);
          TemplateSpec loaded = registry.load(FULL.id()).block(Samples.TIMEOUT);
          assertThat(loaded).isEqualTo(FULL);
          assertThat(loaded.contentHash()).isEqualTo(FULL.contentHash());
          RegistryMetadata metadata = registry.metadata().block(Samples.TIMEOUT);
          assertThat(metadata.count()).isEqualTo(3);
          assertThat(metadata.lastModified())
              .isBetween(Instant.now().minus(Duration.ofMinutes(2)), Instant.now().plusSeconds(1));
        });
  }

  @Test
  void theOriginalReadsEveryRecordThatWeWrite() {
    withRegistry(
        registry ->
            StepVerifier.create(
                    registry.saveBatch(List.of(FULL, Samples.template("a"), Samples.template("b"))))
                .expectNextCount(1)
                .expectComplete()
                .verify(Samples.TIMEOUT));

    List<String> dump = python.dump();
    assertThat(dump)
        .anySatisfy(line -> assertThat(line).contains("Hello {{ name }}, this is 1.0.0 of a\""))
        .anySatisfy(line -> assertThat(line).contains("\\u00dcbersetze", "\"weight\": 1.0"))
        .anySatisfy(
            line -> assertThat(line).contains("\"version_key\": \"b:1.0.0\", \"of\": \"b\""))
        .contains("{\"metadata\": \"count\", \"value\": 3}");
  }

  @Test
  void bothWriteTheSameBytesUpToTheChecksum() {
    python.save(FULL_AS_JSON);
    byte[] theirs = recordOf(python.dump().get(0));
    byte[] ours = TemplateEncoder.encode(FULL);

    assertThat(ours[0]).as("one field more").isEqualTo((byte) (theirs[0] + 1));
    assertThat(Arrays.copyOfRange(ours, 1, theirs.length))
        .isEqualTo(Arrays.copyOfRange(theirs, 1, theirs.length));
  }

  private static byte[] recordOf(String line) {
    int from = line.indexOf("\"record\": \"") + "\"record\": \"".length();
    return HexFormat.of().parseHex(line.substring(from, line.indexOf('"', from)));
  }

  @Test
  void updatesInTurnKeepTheVersionsAndTheCount() {
    python.save(minimal("a", "1.0.0"), minimal("a", "1.0.0"), minimal("b", "1.0.0"));
    withRegistry(
        registry -> {
          assertThat(registry.count().block(Samples.TIMEOUT)).isEqualTo(2);
          registry.save(Samples.template("a", "2.0.0")).block(Samples.TIMEOUT);
          registry.save(Samples.template("c")).block(Samples.TIMEOUT);
          registry.delete("b").block(Samples.TIMEOUT);
        });
    assertThat(python.dump()).contains("{\"metadata\": \"count\", \"value\": 2}");

    python.save(minimal("a", "3.0.0"));
    withRegistry(
        registry -> {
          StepVerifier.create(
                  Flux.just("1.0.0", "3.0.0")
                      .concatMap(version -> registry.load("a", version))
                      .map(TemplateSpec::template))
              .expectNext("a 1.0.0", "a 3.0.0")
              .expectComplete()
              .verify(Samples.TIMEOUT);
          StepVerifier.create(registry.load("a", "2.0.0"))
              .expectError(TemplateNotFoundException.class)
              .verify(Samples.TIMEOUT);
          registry.save(Samples.template("c", "1.1.0")).block(Samples.TIMEOUT);
          assertThat(registry.count().block(Samples.TIMEOUT)).isEqualTo(2);
        });
    assertThat(python.dump()).contains("{\"metadata\": \"count\", \"value\": 2}");
  }

  @Test
  void whatTheOriginalDeletesIsGoneWithItsVersions() {
    withRegistry(
        registry -> {
          registry.save(Samples.template("a", "1.0.0")).block(Samples.TIMEOUT);
          registry.save(Samples.template("a", "2.0.0")).block(Samples.TIMEOUT);
        });
    python.delete("a");
    withRegistry(
        registry -> {
          StepVerifier.create(registry.load("a", "1.0.0"))
              .expectError(TemplateNotFoundException.class)
              .verify(Samples.TIMEOUT);
          assertThat(registry.count().block(Samples.TIMEOUT)).isZero();
        });
  }

  private void withRegistry(Consumer<LmdbRegistry> use) {
    try (LmdbRegistry registry = LmdbRegistry.builder(directory).open()) {
      use.accept(registry);
    }
  }

  private static String minimal(String id, String version) {
    return """
        {"id": "%s", "version": "%s", "description": "d", "template": "%s %s", "inputs": {}, "metadata": {}}"""
        .formatted(id, version, id, version);
  }
}
