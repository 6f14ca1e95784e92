package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names the server answers; those of others can be made to lead here. */
@Timeout(60)
class HostTest {

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            directory.resolve("store"), "--prompt-server.hosts=prompts.example.org");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String answer(String method, String... headers) throws IOException {
    String head =
        method
            + " /templates/hosted HTTP/1.1\r\n"
            + String.join("\r\n", headers)
            + "\r\nConnection: close\r\n";
    String rest =
        method.equals("PUT")
            ? "Content-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"template\":\"x\"}"
            : "\r\n";
    try (BareClient client = BareClient.connect(server)) {
      return client.send(head + rest).untilClosed();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST",
        "localhost.:8080",
        "app.localhost",
        "127.0.0.1:8080",
        "192.168.1.7",
        "[::1]",
        "[fe80::1]:8080",
        "prompts.example.org",
        "Prompts.Example.Org:443",
      })
  void itAnswersUnderItsNamesAndUnderAddresses(String host) throws IOException {
    assertThat(answer("GET", "Host: " + host)).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "prompts.example.org.evil.example",
        "127.0.0.1.evil.example",
        "1.evil.example",
        "evillocalhost",
      })
  void itAnswersUnderNoOtherName(String host) throws IOException {
    assertThat(answer("GET", "Host: " + host))
        .startsWith("HTTP/1.1 421 ")
        .contains("application/problem+json", "prompt-server.hosts");
    assertThat(answer("PUT", "Host: " + host, "Origin: http://" + host))
        .startsWith("HTTP/1.1 421 ");
    assertThat(server.registry().exists("hosted").block()).isFalse();
  }

  @Test
  void aRequestNamesOneHost() throws IOException {
    assertThat(answer("GET", "X-No-Host: 1")).startsWith("HTTP/1.1 400 ");
    assertThat(answer("GET", "Host: localhost", "Host: localhost")).startsWith("HTTP/1.1 400 ");
    assertThat(answer("GET", "Host: localhost", "Host: evil.example")).startsWith("HTTP/1.1 400 ");
    assertThat(answer("GET", "Host: ")).startsWith("HTTP/1.1 400 ");
  }
}
