package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A body whose chunks break off in garbage has not arrived: nothing of it is done. */
@Timeout(60)
class MalformedChunksTest {

  private static final String TEMPLATE = "{\"template\":\"x\"}";

  @TempDir private Path directory;

  private RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.start(directory.resolve("store"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String head(String method, String path, String type) {
    return """
        %s %s HTTP/1.1
        Host: localhost
        Content-Type: %s
        Transfer-Encoding: chunked

        """
        .formatted(method, path, type)
        .replace("\n", "\r\n");
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text;
  }

  static Stream<Arguments> bodiesThatBreakOff() {
    return Stream.of(
            Arguments.of("PUT", "/templates/broken", "application/json", TEMPLATE),
            Arguments.of(
                "PUT",
                "/templates/support.triage/labels/broken",
                "application/json",
                "{\"version\":\"1.4.0\"}"),
            Arguments.of(
                "POST",
                "/templates/support.triage/rollback",
                "application/json",
                "{\"version\":\"1.4.0\"}"),
            Arguments.of(
                "POST",
                "/releases",
                "application/json",
                "{\"moves\":[{\"id\":\"support.triage\",\"label\":\"broken\",\"version\":\"1.4.0\"}]}"),
            Arguments.of(
                "POST",
                "/import",
                "application/x-ndjson",
                "{\"id\":\"broken\",\"template\":\"x\"}\n"),
            Arguments.of("POST", "/import", "application/yaml", "id: broken\ntemplate: x\n"))
        .flatMap(
            each ->
                Stream.of("\r\nQQ\r\n", "XX0\r\n\r\n", "\r\n0\r\n\u0001bad trailer\r\n\r\n")
                    .map(
                        end ->
                            Arguments.of(
                                each.get()[0], each.get()[1], each.get()[2], each.get()[3], end)));
  }

  @ParameterizedTest
  @MethodSource("bodiesThatBreakOff")
  void nothingIsWritten(String method, String path, String type, String body, String end)
      throws IOException {
    long before = revision();
    try (RawClient client = RawClient.connect(server.port())) {
      client.bytes(head(method, path, type) + chunk(body) + end);
      assertThat(client.statusLine()).startsWith("HTTP/1.1 400 ");
      client.drain();
    }
    assertThat(revisionAfterAnotherSave()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @MethodSource("bodiesThatBreakOff")
  void nothingIsWrittenWhenTheRequestWaitedBehindAnother(
      String method, String path, String type, String body, String end) throws IOException {
    long before = revision();
    try (RawClient client = RawClient.connect(server.port())) {
      client.bytes(
          "GET /stats HTTP/1.1\r\nHost: localhost\r\n\r\n"
              + head(method, path, type)
              + chunk(body)
              + end);
      assertThat(client.statusLine()).startsWith("HTTP/1.1 200 ");
      assertThat(client.lineWith("HTTP/1.1 ")).endsWith("HTTP/1.1 400 Bad Request");
      client.drain();
    }
    assertThat(revisionAfterAnotherSave()).isEqualTo(before + 1);
  }

  /** What the request has still to do when it has been answered is done before this save. */
  private long revisionAfterAnotherSave() {
    server.put("/templates/another", TEMPLATE).expectStatus().isCreated();
    return revision();
  }

  private long revision() {
    return server.registry().metadata().block().revision();
  }
}
