package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.guide.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Templates filled in that need not be saved. */
class PreviewTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(directory.resolve("store"), "--reactive-registry.web.read-only=true");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static WebTestClient.ResponseSpec preview(String text) {
    return server.post(
        "/preview",
        "{\"template\": {\"id\": \"draft\", \"template\": %s}}"
            .formatted(JSON.writeValueAsString(text)));
  }

  private static WebTestClient.BodyContentSpec expectRefused(
      WebTestClient.ResponseSpec response, String detail) {
    return response
        .expectStatus()
        .isEqualTo(422)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, text -> assertThat(text).contains(detail));
  }

  @Test
  void thePreviewOfTheGuideAnswersWhatTheGuideSays() throws IOException {
    List<String> shown =
        Document.read("../../docs/PAGE.md").section("## Preview without the page").code("json");
    server
        .post("/preview", shown.get(0))
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .isEqualTo(shown.get(1).strip());
  }

  @Test
  void aTemplateIsFilledInAlsoWhereNothingCanBeSaved() {
    server
        .post(
            "/preview",
            """
            {"template": {
               "id": "draft",
               "template": "Dear {{ name }},{% for item in items %} {{ loop.index }}. {{ item }}{% endfor %}",
               "inputs": {"name": {"type": "string"}, "items": {"type": "array<string>"}}},
             "inputs": {"name": "Zoë", "items": ["tea", "jam"]}}
            """)
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody(String.class)
        .isEqualTo("{\"text\":\"Dear Zoë, 1. tea 2. jam\"}");
    server.get("/templates/draft").expectStatus().isNotFound();
  }

  @Test
  void aMalformedTemplateIsToldByItsLine() {
    expectRefused(preview("one\ntwo {% if %}\n"), "line 2").jsonPath("$.line").isEqualTo(2);
  }

  @Test
  void whatFailsIsToldByItsVariable() {
    expectRefused(preview("Hello {{ customer.name }}"), "customer")
        .jsonPath("$.line")
        .isEqualTo(1)
        .jsonPath("$.variable")
        .value(String.class, variable -> assertThat(variable).contains("customer"));
  }

  @Test
  void anInputThatIsMissingIsToldByItsName() {
    expectRefused(
            server.post(
                "/preview",
                """
                {"template": {"id": "draft", "template": "{{ age }}", "inputs": {"age": {"type": "number"}}},
                 "inputs": {}}
                """),
            "age")
        .jsonPath("$.variable")
        .isEqualTo("age");
  }

  @Test
  void whatIsNoTemplateIsToldByItsPath() {
    expectRefused(
            server.post(
                "/preview", "{\"template\": {\"id\": \"draft\", \"template\": \"x\", \"txt\": 1}}"),
            "no such field")
        .jsonPath("$.path")
        .isEqualTo("template.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(90000) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{{ 'x' * 999999999 }}",
        "{{ range(999999999) | list }}",
      })
  void aTemplateThatWouldTakeTooMuchIsRefusedAndTheServerGoesOn(String hostile) {
    expectRefused(preview(hostile), "Template 'draft'");
    preview("still {{ 'here' }}").expectBody().jsonPath("$.text").isEqualTo("still here");
  }

  @Test
  void aTemplateReachesNothingOfTheServer() {
    expectRefused(preview("{{ ''.__class__.__mro__ }}"), "Template 'draft'");
  }

  @Test
  void onlyJsonIsTaken() {
    server
        .client()
        .post()
        .uri("/preview")
        .contentType(MediaType.TEXT_PLAIN)
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isEqualTo(415)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    server.post("/preview", "{").expectStatus().isBadRequest();
  }

  @Test
  void aBodyMayBeAsLargeAsThatOfATemplate() {
    preview("x".repeat(1_100_000)).expectStatus().isEqualTo(413);
  }

  @Test
  void itIsOnlyPosted() {
    server
        .get("/preview")
        .expectStatus()
        .isEqualTo(405)
        .expectHeader()
        .valueEquals(HttpHeaders.ALLOW, "POST,OPTIONS");
  }
}
