package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** What a caller can do wrong: each is told as a problem, and nothing is saved. */
class RefusingTest {

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(directory.resolve("store"), routes -> routes.maxBodyBytes(102_400));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/templates/absent|No template has the id 'absent'; GET /templates lists those that exist",
        "/templates/absent/versions|No template has the id 'absent'; GET /templates lists those that exist",
        "/templates/support.reply/versions/9|Template 'support.reply' has no version '9'",
        "/templates/a/b|There is no such resource",
        "/templates/|There is no such resource",
      })
  void whatIsNotThereIsNotFound(String path, String detail) {
    expectProblem(server.get(path), HttpStatus.NOT_FOUND, detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/templates/a%00b|control character U+0000",
        "/templates/a%0Ab|control character U+000A",
        "/templates/%20|empty or blank",
        "/templates/a%ff%fe|not valid UTF-8",
        "/templates/%C0%AF|not valid UTF-8",
        "/templates/%ED%A0%80|not valid UTF-8",
        "/templates/a;v=1|write it as %3B",
        "/templates/a;|write it as %3B",
        "/templates/a/versions/1:0|contains ':'",
        "/templates/a/versions/1%0A|control character",
        "/templates/a;b/versions/1|write it as %3B",
        "/templates?limit=0|limit=0 is not a whole number above 0",
        "/templates?limit=ten|limit=ten is not a whole number above 0",
        "/templates?prefix=%ff|not valid UTF-8",
        "/templates?contains=%ff|not valid UTF-8",
        "/templates?view=names|view=names is no view of templates",
        "/templates?after=%ff|not valid UTF-8",
        "/changes?after=%ff|not valid UTF-8",
        "/templates/a/diff?from=1|The parameter 'to' is missing",
        "/templates/a/diff?from=1:0&to=2|contains ':'",
      })
  void aUrlThatMeansNoTemplateIsABadRequest(String path, String detail) {
    expectProblem(server.get(path), HttpStatus.BAD_REQUEST, detail);
  }

  @Test
  void anIdThatIsTooLongIsABadRequest() {
    expectProblem(
        server.get("/templates/" + "%C3%BC".repeat(256)),
        HttpStatus.BAD_REQUEST,
        "512 bytes of UTF-8, at most 511");
  }

  @Test
  void aMatrixParameterNeverWritesAnotherTemplate() {
    expectProblem(
        server.put("/templates/aliased;v=1", "{\"template\": \"x\"}"),
        HttpStatus.BAD_REQUEST,
        "%3B");
    assertThat(server.registry().exists("aliased").block()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|not JSON",
        "{\"template\": \"a\", \"template\": \"b\"}|not JSON",
        "{\"template\": \"a\"} {}|not JSON",
        "{template: a}|not JSON",
        "{\"id\": \"another\", \"template\": \"a\"}|The body has the id 'another' and the URL 'refused'",
      })
  void aBodyThatIsNotJsonOrMeansAnotherTemplateIsABadRequest(String body, String detail) {
    expectProblem(server.put("/templates/refused", body), HttpStatus.BAD_REQUEST, detail);
    assertNothingSaved();
  }

  @Test
  void anEmptyBodyIsABadRequest() {
    WebTestClient.ResponseSpec response =
        server
            .client()
            .put()
            .uri("/templates/refused")
            .contentType(MediaType.APPLICATION_JSON)
            .exchange();
    expectProblem(response, HttpStatus.BAD_REQUEST, "The body is empty");
  }

  @Test
  void aBodyThatIsNotUtf8IsABadRequest() {
    WebTestClient.ResponseSpec response =
        server
            .client()
            .put()
            .uri("/templates/refused")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue("{\"template\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1))
            .exchange();
    expectProblem(response, HttpStatus.BAD_REQUEST, "not valid UTF-8");
    assertNothingSaved();
  }

  @Test
  void aBodyNestedTooDeeplyIsABadRequest() {
    String deep = "[".repeat(2000) + "]".repeat(2000);
    expectProblem(
        server.put(
            "/templates/refused", "{\"template\": \"a\", \"metadata\": {\"k\": " + deep + "}}"),
        HttpStatus.BAD_REQUEST,
        "not JSON");
    assertNothingSaved();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|body",
        "{}|template",
        "{\"template\": 5}|template",
        "{\"template\": \"a\", \"version\": 1}|version",
        "{\"template\": \"a\", \"version\": \"1:0\"}|version",
        "{\"template\": \"a\", \"version\": \" \"}|version",
        "{\"template\": \"a\", \"descripton\": \"b\"}|descripton",
        "{\"template\": \"\\ud800\"}|template",
        "{\"template\": \"a\", \"inputs\": []}|inputs",
        "{\"template\": \"a\", \"inputs\": {\"n\": {\"type\": \"int\"}}}|inputs.n.type",
        "{\"template\": \"a\", \"inputs\": {\"n\": {\"required\": \"yes\"}}}|inputs.n.required",
        "{\"template\": \"a\", \"inputs\": {\"n\": {\"example\": 1}}}|inputs.n.example",
        "{\"template\": \"a\", \"inputs\": {\"n\": {\"type\": \"number\", \"default\": \"1\"}}}|inputs.n.default",
        "{\"template\": \"a\", \"metadata\": {\"k\": [1, 9223372036854775808]}}|metadata.k[1]",
        "{\"template\": \"a\", \"metadata\": {\"k\": 1e999}}|metadata.k",
      })
  void anInvalidTemplateIsUnprocessableAndThePathSaysWhere(String body, String path) {
    expectProblem(server.put("/templates/refused", body), HttpStatus.UNPROCESSABLE_CONTENT, "")
        .jsonPath("$.path")
        .isEqualTo(path);
    assertNothingSaved();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "template: [|400",
        "id: refused|422",
        "id: refused; template: a; example: 1|422",
        "id: refused; template: &a b|422",
        "id: another; template: a|400",
      })
  void aYamlBodyIsRefusedAsStrictly(String body, int status) {
    expectProblem(
        server.put("/templates/refused", MediaType.APPLICATION_YAML, body.replace("; ", "\n")),
        HttpStatus.valueOf(status),
        "");
    assertNothingSaved();
  }

  @Test
  void ofYamlThePathIsTheLineOfTheBody() {
    for (String body :
        new String[] {"id: refused\n\ntemplate: {}", "id: refused\ntemplate: a\nexample: 1"}) {
      expectProblem(
              server.put("/templates/refused", MediaType.APPLICATION_YAML, body),
              HttpStatus.UNPROCESSABLE_CONTENT,
              "Invalid body:3: ")
          .jsonPath("$.path")
          .isEqualTo("body:3");
    }
    assertNothingSaved();
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedBeforeItIsRead() {
    expectProblem(
        server.put("/templates/refused", "{\"template\": \"%s\"}".formatted("x".repeat(102_400))),
        HttpStatus.CONTENT_TOO_LARGE,
        "102400 bytes");
    assertNothingSaved();
  }

  @Test
  void aBodyOfUndeclaredLengthIsReadUpToTheLimit() {
    WebTestClient.ResponseSpec response =
        server
            .client()
            .put()
            .uri("/templates/refused")
            .contentType(MediaType.APPLICATION_JSON)
            .body(Flux.range(0, 200).map(i -> "x".repeat(1024)), String.class)
            .exchange();
    expectProblem(response, HttpStatus.CONTENT_TOO_LARGE, "102400 bytes");
    assertNothingSaved();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/templates",
        "/templates/a/versions",
        "/templates/a/diff",
        "/templates/a/labels",
        "/changes",
        "/stats"
      })
  void aMethodThatAResourceDoesNotHaveIsNotAllowed(String path) {
    expectProblem(
        server.delete(path).expectHeader().valueEquals(HttpHeaders.ALLOW, "GET,HEAD,OPTIONS"),
        HttpStatus.METHOD_NOT_ALLOWED,
        "GET");
  }

  @Test
  void aMethodThatATemplateDoesNotHaveIsNotAllowed() {
    expectProblem(
        server.client().method(HttpMethod.POST).uri("/templates/a").exchange(),
        HttpStatus.METHOD_NOT_ALLOWED,
        "PUT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/templates", "/templates/support.reply", "/stats"})
  void aFormThatIsNotOfferedIsNotAcceptable(String path) {
    expectProblem(
        server.get(path, MediaType.IMAGE_PNG), HttpStatus.NOT_ACCEPTABLE, "application/json");
  }

  @Test
  void anAcceptHeaderThatCannotBeReadIsNotAcceptable() {
    WebTestClient.ResponseSpec response =
        server.client().get().uri("/stats").header(HttpHeaders.ACCEPT, "nonsense").exchange();
    expectProblem(response, HttpStatus.NOT_ACCEPTABLE, "application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/json;charset=UTF-16",
        "application/x-www-form-urlencoded"
      })
  void aBodyOfAnotherTypeIsUnsupported(String type) {
    WebTestClient.ResponseSpec response =
        server
            .client()
            .put()
            .uri("/templates/refused")
            .header(HttpHeaders.CONTENT_TYPE, type)
            .bodyValue("{\"template\": \"a\"}".getBytes(StandardCharsets.UTF_8))
            .exchange();
    expectProblem(
        response,
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "'%s' is not supported; send application/json or application/yaml, in UTF-8"
            .formatted(type));
    assertNothingSaved();
  }

  @Test
  void aContentTypeThatCannotBeReadIsUnsupported() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri("/templates/refused"))
            .header(HttpHeaders.CONTENT_TYPE, "nonsense")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"template\": \"a\"}"))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
    assertNothingSaved();
  }

  private static void assertNothingSaved() {
    assertThat(server.registry().exists("refused").block()).isFalse();
  }

  private static WebTestClient.BodyContentSpec expectProblem(
      WebTestClient.ResponseSpec response, HttpStatus status, String detail) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo(status.value())
        .jsonPath("$.title")
        .isNotEmpty()
        .jsonPath("$.instance")
        .isNotEmpty()
        .jsonPath("$.trace")
        .doesNotExist()
        .jsonPath("$.detail")
        .value(String.class, text -> assertThat(text).contains(detail));
  }
}
