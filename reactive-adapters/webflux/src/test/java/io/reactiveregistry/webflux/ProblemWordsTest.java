package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a client reads who has sent something wrong: our words, the right place, the remedy. */
class ProblemWordsTest {

  private static final ParameterizedTypeReference<Map<String, Object>> OBJECT =
      new ParameterizedTypeReference<>() {};

  /** Words of the libraries, and of Java, which no client has to know. */
  private static final List<String> FOREIGN =
      List.of(
          "com.fasterxml",
          "tools.jackson",
          "StreamReadFeature",
          "JsonReadFeature",
          "StreamReadConstraints",
          "DeserializationFeature",
          "JsonToken",
          "getMax",
          "FAIL_ON",
          "ALLOW_",
          "REDACTED",
          "CTRL-CHAR",
          "java.",
          "ArrayList",
          "LinkedHashMap",
          "ListN",
          "org.",
          "Exception",
          "start marker",
          "(code ",
          "block end",
          "stream end",
          "block mapping",
          "flow ",
          "<scalar>",
          "token",
          "radix");

  private static final List<String> GARBAGE =
      List.of(
          "{",
          "}",
          "[",
          "[1,",
          "[[[[",
          "{}x",
          "{} {}",
          "{}]",
          "nope",
          "nul",
          "\"open",
          "{\"a\"",
          "{\"a\":",
          "{\"a\":1",
          "{\"a\":1]",
          "{\"a\":1,}",
          "{\"a\":1,\"a\":2}",
          "{\"version\": [\"1\"]}",
          "{\"version\": {\"a\": [1]}}",
          "{\"version\": 1}",
          "{\"version\":\"a\\qb\"}",
          "{\"version\":\"a\\u12G4\"}",
          "{\"version\":\"a\tb\"}",
          "{\"version\":NaN}",
          "{\"version\":-Infinity}",
          "{\"version\":01}",
          "{\"version\":1.}",
          "{\"version\":+1}",
          "{'version':'1'}",
          "{version:1}",
          "// comment",
          "\uFEFF{}",
          "{\"moves\": {}}",
          "{\"moves\": [1]}",
          "{\"moves\": [[]]}",
          "{\"moves\": [{\"id\": []}]}",
          "{\"moves\": [{\"id\": \"a\", \"label\": {}, \"version\": 1}]}",
          "{\"id\": \"a\", \"template\": []}",
          "{\"id\": \"a\", \"template\": \"t\", \"inputs\": [1]}",
          "{\"id\": \"a\", \"template\": \"t\", \"inputs\": {\"x\": [1]}}",
          inputs("{\"type\": [\"string\"]}"),
          inputs("{\"type\": \"object\", \"default\": [\"a\"]}"),
          inputs("{\"type\": \"number\", \"default\": {\"a\": 1}}"),
          inputs("{\"type\": \"array<string>\", \"default\": [1]}"),
          inputs("{\"required\": \"yes\"}"),
          inputs("{\"default\": 1e999}"),
          inputs("{\"default\": 1" + "0".repeat(40) + "}"),
          "{\"a\":" + "9".repeat(1_200) + "}",
          "{\"" + "n".repeat(60_000) + "\":1}",
          "{\"a\":" + "[".repeat(100),
          "id: a: b",
          "id: - a",
          "a\nb: c",
          "id: 'it's'",
          "id: \"\\q\"",
          "id: \"\\UFFFFFFFF\"",
          "id: %x",
          "id: @x",
          "id: &",
          "id: *a",
          "id: !<x",
          "id: !a!b c",
          "id: |x",
          "id: [a}",
          "id: {a]",
          "id: a\n\ttemplate: b",
          "id: a\u0007",
          "id: a\n...\nb: c",
          "template: {{ name }}",
          "%YAML 9.9\n---\nid: a",
          "%",
          "- a",
          "id: a\ntemplate: [b]",
          "id: a\ntemplate: t\ninputs: {x: {type: object, default: [a]}}");

  private RunningServer server;

  private static String inputs(String input) {
    return "{\"id\": \"a\", \"template\": \"t\", \"inputs\": {\"x\": %s}}".formatted(input);
  }

  static Stream<String> garbage() {
    return GARBAGE.stream();
  }

  @BeforeEach
  void start() {
    server = RunningServer.start(new InMemoryRegistry(), routes -> routes);
    server.registry().save(TemplateSpec.builder("saved").template("t").build()).block();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<WebTestClient.ResponseSpec> sendEverywhere(String body) {
    String line = body.replace('\n', ' ');
    return List.of(
        server.put("/templates/a", body),
        server.put("/templates/a", MediaType.APPLICATION_YAML, body),
        server.put("/templates/saved/labels/live", body),
        server.post("/templates/saved/rollback", body),
        server.post("/releases", body),
        server.post("/import", MediaType.APPLICATION_NDJSON, line),
        server.post("/import?onError=skip", MediaType.APPLICATION_NDJSON, line),
        server.post("/import", MediaType.APPLICATION_YAML, body),
        server.post("/import?onError=skip", MediaType.APPLICATION_YAML, body));
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void noTextIsThatOfALibrary(String body) {
    for (WebTestClient.ResponseSpec answer : sendEverywhere(body)) {
      var result = answer.expectBody(byte[].class).returnResult();
      String text = new String(result.getResponseBodyContent(), StandardCharsets.UTF_8);

      assertThat(result.getStatus().value()).as(text).isIn(200, 201, 400, 422);
      assertThat(text).doesNotContain(FOREIGN);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "template: [|400|This is not YAML: a value is expected here; close what is open, or quote the text (line 1, column 12)",
        "id: a\u0007b|400|This is not YAML: the character U+0007 may not stand in it",
        "%YAML 9.9|400|This is not YAML: only YAML 1.1 and 1.2 are read",
        "- a|422|Invalid body:1: the document: it must be a map",
        "id: a|422|Invalid body:1: template: it is missing",
        "id: &x a|422|Invalid body:1: anchors",
      })
  void malformedYamlIsABadRequestAsMalformedJsonIs(String body, int status, String detail) {
    server
        .put("/templates/a", MediaType.APPLICATION_YAML, body)
        .expectStatus()
        .isEqualTo(HttpStatus.valueOf(status))
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, text -> assertThat(text).startsWith(detail));
  }

  @Test
  void yamlThatIsNoUtf8IsABadRequest() {
    server
        .client()
        .put()
        .uri("/templates/a")
        .contentType(MediaType.APPLICATION_YAML)
        .bodyValue("id: gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("This is not valid UTF-8: the byte at offset 6; encode it as UTF-8 (line 1)");
  }

  @Test
  void aLineOfAnImportIsNumberedOnce() {
    server
        .post("/import", MediaType.APPLICATION_NDJSON, "\n\n{\"id\": nope}\n")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo(
            "Line 3: This is not JSON: a value is expected, not 'nope'; quote a text (column 8)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "template: [|6|400|This is not YAML: a value is expected here; close what is open, or quote the text (column 1)",
        "version: 1|4|422|template: it is missing; every template has one",
        "template: t; colour: red|6|422|colour: a template has no such field; correct its name, or put it under metadata",
        "template: &t b|5|422|anchors (&name) are not supported; remove it",
      })
  void aLineOfYamlIsCountedFromWhereTheBodyBegins(
      String rest, int line, int status, String reason) {
    String body = "# a comment\n\n---\nid: a\n" + rest.replace("; colour", "\ncolour") + "\n";

    server
        .post("/import", MediaType.APPLICATION_YAML, body)
        .expectStatus()
        .isEqualTo(HttpStatus.valueOf(status))
        .expectBody()
        .jsonPath("$.line")
        .isEqualTo(line)
        .jsonPath("$.path")
        .doesNotExist()
        .jsonPath("$.detail")
        .isEqualTo("Line %d: %s".formatted(line, reason));
  }

  @Test
  void directivesOfYamlBelongToTheDocumentBehindThem() {
    String body =
        "%YAML 1.1\n---\nid: a\ntemplate: t\n...\n# more\n%YAML 1.2\n---\nid: b\ntemplate: t\n";

    List<Map<String, Object>> told =
        server
            .post("/import", MediaType.APPLICATION_YAML, body)
            .expectStatus()
            .isOk()
            .returnResult(OBJECT)
            .getResponseBody()
            .collectList()
            .block();

    assertThat(told).last().extracting("imported").isEqualTo(2);
    server
        .post("/import", MediaType.APPLICATION_YAML, "%YAML 1.1\n")
        .expectStatus()
        .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo(
            "Line 1: only directives (%YAML) stand in it; put a line of --- and the template behind them");
  }

  @Test
  void theRemedyNamesWhatIsTooLong() {
    String tooLong = "x".repeat(600);

    expectDetail(
        server.put("/templates/a", "{\"version\":\"%s\",\"template\":\"t\"}".formatted(tooLong)),
        HttpStatus.UNPROCESSABLE_CONTENT,
        "Invalid version: id:version takes 602 bytes of UTF-8, at most 511 are allowed; shorten the version 'xxx");
    expectDetail(
        server.put("/templates/a/labels/" + tooLong, "{\"version\":\"1\"}"),
        HttpStatus.BAD_REQUEST,
        "Invalid label: id:label takes 602 bytes of UTF-8, at most 511 are allowed; shorten the label 'xxx");
    expectDetail(
        server.get("/templates/a/versions/" + tooLong),
        HttpStatus.BAD_REQUEST,
        "Invalid version: id:version takes 602 bytes of UTF-8, at most 511 are allowed; shorten the version 'xxx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/templates?limit=%D9%A1", // Arabic-Indic
        "/templates?limit=%EF%BC%91", // full-width
        "/templates?limit=%2B1",
        "/export?limit=%E0%A5%A7", // Devanagari
        "/changes?after=%D9%A1",
        "/changes?after=1:%D9%A1",
      })
  void onlyAsciiDigitsMakeANumber(String path) {
    server.get(path).expectStatus().isBadRequest();
  }

  @Test
  void onlyAsciiDigitsMakeTheSizeOfABatch() {
    server
        .post(
            "/import?batchSize=%D9%A1",
            MediaType.APPLICATION_NDJSON, "{\"id\":\"a\",\"template\":\"t\"}")
        .expectStatus()
        .isBadRequest();
  }

  /** As RFC 9457 wants it; a server takes the bytes of a line for characters of Latin-1. */
  @Test
  void theInstanceOfAProblemIsAUriReference() throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      client.head("GET /templates/\u00fc HTTP/1.1", "Host: localhost", "Connection: close");

      assertThat(client.statusLine()).startsWith("HTTP/1.1 400 ");
      assertThat(client.lineWith("\"instance\"")).contains("\"instance\":\"/templates/%C3%BC\"");
    }
  }

  private static void expectDetail(
      WebTestClient.ResponseSpec answer, HttpStatus status, String beginning) {
    answer
        .expectStatus()
        .isEqualTo(status)
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, text -> assertThat(text).startsWith(beginning));
  }
}
