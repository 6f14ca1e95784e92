package io.reactiveregistry.examples.promptserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reactiveregistry.TemplateSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Clients that begin an export and then read nothing, of a real store and over sockets. */
@Timeout(180)
@EnabledOnOs(OS.LINUX) // by the layout of its lock file
class StalledExportTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than a read of the store, of which an export makes one after the other. */
  private static final Duration LONG_ENOUGH = Duration.ofMillis(500);

  private static final Duration SOONER_THAN_OTHER_LIMITS = Duration.ofSeconds(40);

  private static final int CLIENTS = 8;
  private static final int TEMPLATES = 4_000;

  /** All of them are more than the buffers of the system hold. */
  private static final int LENGTH = 8_000;

  @TempDir Path directory;
  private Path store;
  private RunningServer server;

  private void start(String clientTimeout) {
    store = directory.resolve("store");
    server =
        RunningServer.start(
            store,
            "--reactive-registry.web.client-timeout=" + clientTimeout,
            // A reader has its slot from its first read on, and only one that has is seen here.
            "--reactive-registry.reader-threads=1");
    server
        .registry()
        .saveBatch(
            IntStream.range(0, TEMPLATES)
                .mapToObj(
                    i ->
                        TemplateSpec.builder("t%05d".formatted(i))
                            .template("x".repeat(LENGTH))
                            .build())
                .toList())
        .block(PATIENCE);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void holdNoTransactionAndNoReaderSlotAndGetTheRestWhenTheyReadOn() throws Exception {
    start("10m");
    await().atMost(PATIENCE).until(() -> ReaderTable.of(store).open() == 0);
    int slots = ReaderTable.of(store).slots();
    assertThat(slots).as("slots of the readers of this process").isPositive();
    Socket[] clients = new Socket[CLIENTS];
    try {
      for (int i = 0; i < CLIENTS; i++) {
        clients[i] = beginExport();
      }

      await()
          .during(LONG_ENOUGH)
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(ReaderTable.of(store).open()).isZero());
      assertThat(ReaderTable.of(store).slots()).isEqualTo(slots);

      assertThat(drain(clients[0])).isGreaterThan((long) TEMPLATES * LENGTH);
    } finally {
      for (Socket client : clients) {
        if (client != null) {
          client.close();
        }
      }
    }
  }

  @Test
  void areClosedWhenTheyHaveTakenNothingForTooLong() throws Exception {
    start("1s");
    try (Socket client = beginExport()) {
      await().atMost(SOONER_THAN_OTHER_LIMITS).until(() -> isClosed(client));
    }
  }

  /** By a byte, which the server takes for the beginning of another request while it is there. */
  private static boolean isClosed(Socket client) throws IOException {
    try {
      client.getOutputStream().write('G');
      return false;
    } catch (SocketException closed) {
      return true;
    }
  }

  private Socket beginExport() throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(32 * 1024);
    client.setSoTimeout((int) PATIENCE.toMillis());
    client.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.uri("/").getPort()));
    client
        .getOutputStream()
        .write(
            "GET /export HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(US_ASCII));
    assertThat(new String(client.getInputStream().readNBytes(15), US_ASCII))
        .isEqualTo("HTTP/1.1 200 OK");
    return client;
  }

  private static long drain(Socket client) throws IOException {
    InputStream rest = client.getInputStream();
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    for (int read = rest.read(buffer); read >= 0; read = rest.read(buffer)) {
      length += read;
    }
    return length;
  }
}
