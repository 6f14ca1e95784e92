package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

class WritingTest {

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(directory.resolve("store"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyFieldOfAJsonBodyIsSaved() {
    server
        .put(
            "/templates/complete",
            """
            {
              "id": "complete",
              "version": "3.1.4",
              "description": "Grüße an {{ name }}",
              "template": "Hallo {{ name }} 👋",
              "inputs": {
                "name": {"type": "string", "required": true, "description": "who"},
                "size": {"type": "number", "required": false, "default": 2.5},
                "loud": {"type": "boolean", "required": false, "default": false},
                "tags": {"type": "array<string>", "required": false, "default": ["a", "b"]},
                "more": {"type": "object", "required": false, "default": {"k": [1, null]}},
                "rest": {}
              },
              "metadata": {"b": 1, "a": {"x": [true, null, 0.5, 9223372036854775807]}}
            }
            """)
        .expectStatus()
        .isCreated()
        .expectHeader()
        .location("/templates/complete")
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("complete")
        .jsonPath("$.version")
        .isEqualTo("3.1.4")
        .jsonPath("$.revision")
        .isNumber()
        .jsonPath("$.committedAt")
        .isNotEmpty();

    assertThat(server.registry().load("complete").block())
        .isEqualTo(
            TemplateSpec.builder("complete")
                .version("3.1.4")
                .description("Grüße an {{ name }}")
                .template("Hallo {{ name }} 👋")
                .input("name", new InputSpec(InputType.STRING, true, null, "who"))
                .input("size", InputSpec.optional(InputType.NUMBER, 2.5))
                .input("loud", InputSpec.optional(InputType.BOOLEAN, false))
                .input("tags", InputSpec.optional(InputType.STRING_ARRAY, List.of("a", "b")))
                .input(
                    "more",
                    InputSpec.optional(InputType.OBJECT, Map.of("k", Arrays.asList(1L, null))))
                .input("rest", InputSpec.required(InputType.STRING))
                .metadata("b", 1L)
                .metadata("a", Map.of("x", Arrays.asList(true, null, 0.5, Long.MAX_VALUE)))
                .build());
  }

  @Test
  void whatGetAnswersPutTakesBack() {
    for (MediaType type : List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_YAML)) {
      TemplateSpec before = server.registry().load("evaluation.judge").block();
      String body =
          server
              .get("/templates/evaluation.judge", type)
              .expectBody(String.class)
              .returnResult()
              .getResponseBody();
      server.put("/templates/evaluation.judge", type, body).expectStatus().isOk();
      assertThat(server.registry().load("evaluation.judge").block()).isEqualTo(before);
    }
  }

  @Test
  void aYamlBodyIsSaved() {
    TemplateSpec template =
        TemplateSpec.builder("from-yaml").template("yes\nno\n").metadata("k", "on").build();
    server
        .put("/templates/from-yaml", MediaType.APPLICATION_YAML, YamlTemplates.format(template))
        .expectStatus()
        .isCreated();
    assertThat(server.registry().load("from-yaml").block()).isEqualTo(template);
  }

  @Test
  void savingAgainReplacesAndIsNoCreation() {
    server.put("/templates/twice", "{\"template\": \"one\"}").expectStatus().isCreated();
    server.put("/templates/twice", "{\"template\": \"two\"}").expectStatus().isOk();
    server.get("/templates/twice").expectBody().jsonPath("$.template").isEqualTo("two");
  }

  @Test
  void aDeletedTemplateIsGoneWithItsVersions() {
    server.put("/templates/doomed", "{\"template\": \"x\"}").expectStatus().isCreated();
    server.delete("/templates/doomed").expectStatus().isNoContent().expectBody().isEmpty();
    server.get("/templates/doomed").expectStatus().isNotFound();
    server.get("/templates/doomed/versions").expectStatus().isNotFound();
    server.get("/templates/doomed/versions/0.1.0").expectStatus().isNotFound();
    server.delete("/templates/doomed").expectStatus().isNotFound();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a%2Fb|a/b",
        "..%2F..%2Fetc%2Fpasswd|../../etc/passwd",
        "%2e%2e|..",
        "a:b|a:b",
        "a%3Ab:c|a:b:c",
        "a%3Bv=1|a;v=1",
        "a+b%20c%25|a+b c%",
        "gr%C3%BC%C3%9Fe.%E6%97%A5%E6%9C%AC.%F0%9F%91%8B|grüße.日本.👋",
      })
  void anIdIsOpaqueWhateverItContains(String encoded, String id) {
    String path = "/templates/" + encoded;
    server
        .put(path, "{\"template\": \"text of the odd one\"}")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .value(
            HttpHeaders.LOCATION,
            location ->
                server
                    .get(location)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.id")
                    .isEqualTo(id));
    assertThat(server.registry().exists(id).block()).isTrue();
    server.get(path).expectBody().jsonPath("$.id").isEqualTo(id);
    server.get(path + "/versions/0.1.0").expectBody().jsonPath("$.id").isEqualTo(id);
    server.delete(path).expectStatus().isNoContent();
    assertThat(server.registry().exists(id).block()).isFalse();
  }

  @Test
  void aTemplateOfHalfAMegabyteIsSaved() {
    String text = "x".repeat(500_000);
    server
        .put("/templates/large", "{\"template\": \"%s\"}".formatted(text))
        .expectStatus()
        .isCreated();
    assertThat(server.registry().load("large").map(TemplateSpec::template).block()).isEqualTo(text);
  }
}
