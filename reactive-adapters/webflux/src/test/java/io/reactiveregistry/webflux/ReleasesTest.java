package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.contract.Templates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class ReleasesTest {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final WebTestClient client =
      WebTestClient.bindToRouterFunction(TemplateRoutes.over(registry).build()).build();

  @BeforeEach
  void saveTwoTemplates() {
    registry.saveBatch(List.of(Templates.twoVersions("a"))).block();
    registry.saveBatch(List.of(Templates.twoVersions("b"))).block();
    registry.setLabel("a", "live", "1.0.0").block();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private WebTestClient.ResponseSpec release(String body) {
    return client
        .post()
        .uri("/releases")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  @Test
  void labelsOfManyTemplatesMoveAsOneUnit() {
    release(
            """
            {"moves": [
              {"id": "a", "label": "live", "version": "2.0.0", "expected": "1.0.0"},
              {"id": "a", "label": "old", "version": "1.0.0", "expected": null},
              {"id": "b", "label": "live", "version": "2.0.0"}
            ]}
            """)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$")
        .isEqualTo(Map.of("moves", 3, "revision", 4));
    assertThat(registry.labels("a").block()).isEqualTo(Map.of("live", "2.0.0", "old", "1.0.0"));
    assertThat(registry.labels("b").block()).isEqualTo(Map.of("live", "2.0.0"));
  }

  @Test
  void aVersionOfNullRemovesTheLabel() {
    release("{\"moves\": [{\"id\": \"a\", \"label\": \"live\", \"version\": null}]}")
        .expectStatus()
        .isOk();
    assertThat(registry.labels("a").block()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id': 'b', 'label': 'live', 'version': '2.0.0', 'expected': '1.0.0'}|409",
        "{'id': 'a', 'label': 'live', 'version': '2.0.0', 'expected': null}|409",
        "{'id': 'b', 'label': 'live', 'version': '9'}|404",
        "{'id': 'absent', 'label': 'live', 'version': '1'}|404",
        "{'id': 'b', 'label': 'live'}|422",
        "{'id': 'b', 'version': '1.0.0'}|422",
        "{'id': 'b', 'label': 'l@', 'version': '1.0.0'}|422",
        "{'id': 'b', 'label': 'live', 'version': '1.0.0', 'if': '1'}|422",
        "5|422",
      })
  void whenOneMoveCannotBeMadeNoneIs(String move, int status) {
    release(
            "{\"moves\": [{\"id\": \"b\", \"label\": \"first\", \"version\": \"1.0.0\"}, %s]}"
                .formatted(move.replace('\'', '"')))
        .expectStatus()
        .isEqualTo(HttpStatus.valueOf(status));
    assertThat(registry.labels("b").block()).isEmpty();
    assertThat(registry.labels("a").block()).isEqualTo(Map.of("live", "1.0.0"));
  }

  @Test
  void theMoveThatIsWrongIsNamed() {
    release("{\"moves\": [{\"id\": \"b\", \"label\": 5, \"version\": null}]}")
        .expectBody()
        .jsonPath("$.path")
        .isEqualTo("moves[0].label");
    release("{\"moves\": []}").expectBody().jsonPath("$.path").isEqualTo("moves");
  }
}
