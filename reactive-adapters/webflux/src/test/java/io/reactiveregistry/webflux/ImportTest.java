package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.Templates;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class ImportTest {

  private static final ParameterizedTypeReference<Map<String, Object>> OBJECT =
      new ParameterizedTypeReference<>() {};

  @TempDir Path directory;
  private RunningServer server;

  @BeforeEach
  void start() {
    LmdbRegistry registry =
        LmdbRegistry.builder(directory.resolve("store"))
            .immutableVersions(true)
            .maxRecordBytes(2_000)
            .open();
    server =
        RunningServer.start(
            registry,
            routes -> routes.maxBodyBytes(10_000).maxImportBatchSize(10).maxImportBatchBytes(400));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String line(String id) {
    return "{\"id\": \"%s\", \"template\": \"text\"}\n".formatted(id);
  }

  private WebTestClient.ResponseSpec send(String query, String body) {
    return server.post("/import" + query, MediaType.APPLICATION_NDJSON, body);
  }

  private static List<Map<String, Object>> told(WebTestClient.ResponseSpec response) {
    return response
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_NDJSON)
        .returnResult(OBJECT)
        .getResponseBody()
        .collectList()
        .block();
  }

  private List<String> ids() {
    return server.registry().listIds().collectList().block();
  }

  @Test
  void everyBatchIsToldWithItsRevisionAndTheLastLineSumsUp() {
    String body = IntStream.range(0, 5).mapToObj(i -> line("t" + i)).collect(Collectors.joining());

    assertThat(told(send("?batchSize=2", body)))
        .containsExactly(
            Map.of("event", "committed", "line", 2, "saved", 2, "imported", 2, "revision", 1),
            Map.of("event", "committed", "line", 4, "saved", 2, "imported", 4, "revision", 2),
            Map.of("event", "committed", "line", 5, "saved", 1, "imported", 5, "revision", 3),
            Map.of(
                "event",
                "end",
                "complete",
                true,
                "imported",
                5,
                "skipped",
                0,
                "failed",
                0,
                "lastRevision",
                3));
    assertThat(ids()).containsExactly("t0", "t1", "t2", "t3", "t4");
  }

  @Test
  void whatAnExportSaysAnImportTakesInBothForms() {
    List<TemplateSpec> templates =
        List.of(Templates.richTemplate("a/b;c"), Templates.template("ü:日本"));
    for (MediaType type : List.of(MediaType.APPLICATION_NDJSON, MediaType.APPLICATION_YAML)) {
      server.registry().saveBatch(templates).block();
      byte[] exported = server.get("/export", type).expectBody().returnResult().getResponseBody();
      server.registry().deleteBatch(templates.stream().map(TemplateSpec::id).toList()).block();

      assertThat(told(server.post("/import", type, new String(exported, StandardCharsets.UTF_8))))
          .last()
          .extracting("imported")
          .isEqualTo(2);
      assertThat(server.registry().loadAll(server.registry().listIds()).collectList().block())
          .containsExactlyInAnyOrderElementsOf(templates);
    }
  }

  @Test
  void documentsOfYamlAreToldByTheLineThatIsWrong() {
    String body =
        "# a comment\n---\nid: a\ntemplate: one\n---\nid: b\n---\n"
            + YamlTemplates.format(Templates.template("c"))
            + "...\n";
    List<Map<String, Object>> told =
        told(server.post("/import?onError=skip", MediaType.APPLICATION_YAML, body));

    assertThat(told.get(0))
        .containsEntry("event", "refused")
        .containsEntry("line", 6)
        .containsEntry("reason", "template: it is missing; every template has one")
        .doesNotContainKey("path");
    assertThat(ids()).containsExactly("a", "c");
  }

  @Test
  void badLinesAreSkippedByNumberWithTheirReasonsWhereTheCallerWantsThat() {
    String body =
        line("a")
            + "{\n"
            + "\r\n"
            + "{\"template\": \"x\"}\n"
            + "{\"id\": \"b\", \"template\": \"x\", \"colour\": 1}\n"
            + "{\"id\": \"c\", \"template\": \"%s\"}\n".formatted("x".repeat(10_000))
            + "{\"id\": \"d\", \"template\": \"%s\"}\n".formatted("x".repeat(3_000))
            + line("e").trim();
    List<Map<String, Object>> told = told(send("?onError=skip", body));

    assertThat(told)
        .filteredOn("event", "refused")
        .extracting("line")
        .containsExactlyInAnyOrder(2, 4, 5, 6, 7);
    assertThat(told)
        .filteredOn("event", "refused")
        .allSatisfy(refused -> assertThat(refused.get("reason").toString()).isNotBlank());
    assertThat(told)
        .last()
        .satisfies(
            end ->
                assertThat(end)
                    .containsEntry("complete", true)
                    .containsEntry("imported", 2)
                    .containsEntry("skipped", 5)
                    .containsEntry("failed", 0));
    assertThat(ids()).containsExactly("a", "e");
  }

  @Test
  void aBadLineEndsTheImportUnlessItIsToBeSkippedAndWholeBatchesAreIn() {
    String body = line("a") + line("b") + line("c") + "{\"id\": \"d\"}\n" + line("e");
    List<Map<String, Object>> told = told(send("?batchSize=2", body));

    assertThat(told).hasSize(2);
    assertThat(told.get(1))
        .containsEntry("event", "end")
        .containsEntry("complete", false)
        .containsEntry("imported", 2)
        .containsEntry("failed", 2)
        .containsEntry("lastRevision", 1)
        .extracting("problem")
        .satisfies(
            problem ->
                assertThat((Map<?, ?>) problem)
                    .isEqualTo(
                        Map.of(
                            "title",
                            "Unprocessable Content",
                            "status",
                            422,
                            "detail",
                            "Line 4: template: it is missing; every template has a text",
                            "line",
                            4,
                            "path",
                            "template")));
    assertThat(ids()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\": \"x\"}|422|Line 2: template",
        "{|400|Line 2: This is not JSON",
        "[]|422|Line 2: body",
        "{\"id\": \"x\", \"template\": \"\\ud800\"}|422|Line 2",
      })
  void anImportOfWhichNothingIsSavedIsAProblem(String bad, int status, String detail) {
    send("", line("a") + bad + "\n" + line("b"))
        .expectStatus()
        .isEqualTo(HttpStatus.valueOf(status))
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.line")
        .isEqualTo(2)
        .jsonPath("$.detail")
        .value(String.class, text -> assertThat(text).startsWith(detail));
    assertThat(ids()).isEmpty();
  }

  @Test
  void aMemberThatTheStoreRefusesIsNamedByItsLine() {
    String large = "{\"id\": \"large\", \"template\": \"%s\"}\n".formatted("x".repeat(3_000));
    send("", "\n" + line("a") + large)
        .expectStatus()
        .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
        .expectBody()
        .jsonPath("$.line")
        .isEqualTo(3);
    assertThat(ids()).isEmpty();
  }

  @Test
  void aVersionThatCannotBeChangedIsSkippedAndTheRestOfItsBatchIsSaved() {
    server.registry().save(Templates.template("b", "0.1.0", "another text")).block();

    List<Map<String, Object>> told = told(send("?onError=skip", line("a") + line("b") + line("c")));

    assertThat(told).filteredOn("event", "refused").extracting("line").containsExactly(2);
    assertThat(ids()).containsExactly("a", "b", "c");
    assertThat(server.registry().load("b").map(TemplateSpec::template).block())
        .isEqualTo("another text");
  }

  @Test
  void aVersionThatCannotBeChangedEndsAnImportWithItsLine() {
    server.registry().save(Templates.template("b", "0.1.0", "another text")).block();
    String stored = server.registry().load("b").map(TemplateSpec::contentHash).block();

    send("", line("a") + line("b") + line("c"))
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.line")
        .isEqualTo(2)
        .jsonPath("$.detail")
        .value(
            String.class,
            detail -> assertThat(detail).startsWith("Line 2: Version 0.1.0 of template 'b' exists"))
        .jsonPath("$.expected")
        .isNotEmpty()
        .jsonPath("$.actual")
        .isEqualTo(stored);
    assertThat(ids()).containsExactly("b");
  }

  @Test
  void ofSeveralVersionsOfATemplateTheOneThatCannotBeChangedIsNamed() {
    String version = "{\"id\": \"a\", \"version\": \"%s\", \"template\": \"text\"}\n";
    server.registry().save(Templates.template("a", "1", "another text")).block();

    send("", version.formatted("2") + version.formatted("1") + version.formatted("3"))
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectBody()
        .jsonPath("$.line")
        .isEqualTo(2);
    assertThat(server.registry().listVersions("a").collectList().block()).containsExactly("1");
  }

  @Test
  void aBatchIsFullWithItsBytesToo() {
    String body =
        Stream.of("a", "b", "c")
            .map(id -> "{\"id\": \"%s\", \"template\": \"%s\"}\n".formatted(id, "x".repeat(500)))
            .collect(Collectors.joining());
    assertThat(told(send("?batchSize=10", body)))
        .filteredOn("event", "committed")
        .extracting("saved")
        .containsExactly(1, 1, 1);
  }

  @Test
  void anEmptyImportSavesNothing() {
    List<Map<String, Object>> told = told(send("", "\n"));
    assertThat(told).hasSize(1);
    assertThat(told.get(0))
        .containsEntry("complete", true)
        .containsEntry("imported", 0)
        .containsEntry("lastRevision", null);
  }

  @ParameterizedTest
  @CsvSource({
    "?onError=ignore, 400",
    "?batchSize=0, 400",
    "?batchSize=11, 400",
    "?batchSize=many, 400",
  })
  void parametersThatMeanNothingAreABadRequest(String query, int status) {
    send(query, line("a")).expectStatus().isEqualTo(HttpStatus.valueOf(status));
    assertThat(ids()).isEmpty();
  }

  @Test
  void anotherTypeOrEncodingIsUnsupported() {
    server
        .post("/import", MediaType.APPLICATION_JSON, "[]")
        .expectStatus()
        .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    server
        .client()
        .post()
        .uri("/import")
        .contentType(MediaType.APPLICATION_NDJSON)
        .header("Content-Encoding", "gzip")
        .bodyValue(line("a"))
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedByLine() {
    server
        .client()
        .post()
        .uri("/import")
        .contentType(MediaType.APPLICATION_NDJSON)
        .bodyValue("{\"id\": \"ü\", \"template\": \"x\"}".getBytes(StandardCharsets.ISO_8859_1))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("Line 1: It is not valid UTF-8; encode it as UTF-8");
  }
}
