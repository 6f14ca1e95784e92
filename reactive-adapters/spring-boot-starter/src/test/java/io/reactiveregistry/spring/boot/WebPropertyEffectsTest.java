package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What each property of the HTTP interface changes, as a client on a bare socket sees it. */
@Timeout(120)
class WebPropertyEffectsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  @EnableAutoConfiguration
  static class Application {}

  private ConfigurableApplicationContext start(String... options) {
    return new SpringApplication(Application.class)
        .run(
            Stream.concat(
                    Stream.of(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--reactive-registry.path=" + directory.resolve("store"),
                        "--reactive-registry.web.enabled=true"),
                    Stream.of(options))
                .toArray(String[]::new));
  }

  private static Socket send(ConfigurableApplicationContext context, String... lines)
      throws IOException {
    int port =
        Objects.requireNonNull(((ReactiveWebServerApplicationContext) context).getWebServer())
            .getPort();
    Socket socket = new Socket();
    socket.setReceiveBufferSize(32 * 1024);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress("localhost", port));
    socket
        .getOutputStream()
        .write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  private static BufferedReader answer(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void maxBodySize() throws IOException {
    try (ConfigurableApplicationContext context =
            start("--reactive-registry.web.max-body-size=100B");
        Socket client =
            send(
                context,
                "PUT /templates/a HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 101",
                "")) {
      assertThat(answer(client).readLine()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void bodyTimeout() throws IOException {
    try (ConfigurableApplicationContext context =
            start("--reactive-registry.web.body-timeout=200ms");
        Socket client =
            send(
                context,
                "PUT /templates/a HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 50",
                "",
                "{\"template\":")) {
      assertThat(answer(client).readLine()).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void heartbeat() throws IOException {
    try (ConfigurableApplicationContext context = start("--reactive-registry.web.heartbeat=50ms");
        Socket client = send(context, "GET /changes HTTP/1.1", "Host: localhost", "")) {
      assertThat(answer(client).lines().filter(line -> line.startsWith(":")).limit(3)).hasSize(3);
    }
  }

  /** Who writes to a connection that the server has closed is told so by the system. */
  @Test
  void clientTimeout() throws IOException {
    try (ConfigurableApplicationContext context =
        start("--reactive-registry.web.client-timeout=200ms")) {
      String text = "x".repeat(100_000);
      context
          .getBean(ReactiveRegistry.class)
          .saveBatch(
              IntStream.range(0, 200)
                  .mapToObj(i -> TemplateSpec.builder("t" + i).template(text).build())
                  .toList())
          .block(PATIENCE);
      try (Socket client = send(context, "GET /export HTTP/1.1", "Host: localhost", "")) {
        assertThat(answer(client).readLine()).startsWith("HTTP/1.1 200");

        await().atMost(PATIENCE).until(() -> isClosedByTheServer(client));
      }
    }
  }

  private static boolean isClosedByTheServer(Socket client) throws IOException {
    try {
      client.getOutputStream().write('\n');
      return false;
    } catch (SocketException closed) {
      return true;
    }
  }
}
