package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.contract.Templates;
import io.reactiveregistry.error.CorruptTemplateException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

class ExportTest {

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private RunningServer server;

  @BeforeEach
  void start() {
    registry.saveBatch(List.of(template("a/1"), template("a/2"), template("b"))).block();
    server = RunningServer.start(registry, routes -> routes);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static TemplateSpec template(String id) {
    return Templates.template(id, "1.0.0", "text");
  }

  private static String body(RunningServer server, String path, MediaType type) {
    return server
        .get(path, type)
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(type)
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  @ParameterizedTest
  @CsvSource({
    "/export, a/1 a/2 b",
    "/export?prefix=a/, a/1 a/2",
    "/export?prefix=a/&after=a/1, a/2",
    "/export?limit=1, a/1",
  })
  void whatIsAskedForComesInTheOrderOfIds(String path, String ids) {
    assertThat(body(server, path, MediaType.APPLICATION_NDJSON).lines())
        .extracting(line -> line.replaceFirst("^\\{\"id\":\"([^\"]*)\".*$", "$1"))
        .containsExactly(ids.split(" "));
  }

  @Test
  void whatNothingMatchesIsEmpty() {
    assertThat(server.get("/export?prefix=c").expectBody().returnResult().getResponseBody())
        .isNull();
  }

  @Test
  void aFormThatIsNotOfferedIsNotAcceptable() {
    server
        .get("/export", MediaType.APPLICATION_JSON)
        .expectStatus()
        .isEqualTo(HttpStatus.NOT_ACCEPTABLE);
  }

  @Test
  void markersOfYamlInATemplateDoNotCutItsDocument() {
    String markers = "---\n...\n--- a\n# b\n%YAML 1.1\n---\n";
    TemplateSpec awkward =
        TemplateSpec.builder("---")
            .version("...")
            .description(markers)
            .template(markers)
            .metadata("---", List.of("---", markers, "\r\n---\r\n", "\u2028---\u0085---"))
            .build();
    registry.save(awkward).block();
    String exported = body(server, "/export", MediaType.APPLICATION_YAML);
    registry.deleteBatch(List.of("---", "a/1", "a/2", "b")).block();

    server
        .post("/import", MediaType.APPLICATION_YAML, exported)
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(told -> assertThat(told).contains("\"complete\":true,\"imported\":4"));
    assertThat(registry.load("---").block()).isEqualTo(awkward);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/export", "/templates"})
  void aStreamThatFailsOnTheWayIsCutOffAndNotEnded(String path) {
    registry.saveBatch(Templates.templates(200)).block();
    AtomicInteger reads = new AtomicInteger();
    ReactiveRegistry damaged =
        Intercepted.over(
            registry,
            "find",
            own ->
                reads.incrementAndGet() == 100
                    ? Mono.error(new CorruptTemplateException("b", "checksum", null))
                    : own);
    try (RunningServer cut = RunningServer.start(damaged, routes -> routes)) {
      assertThatThrownBy(
              () -> cut.get(path).expectBody(String.class).returnResult().getResponseBody())
          .rootCause()
          .isInstanceOf(IOException.class);
    }
  }
}
