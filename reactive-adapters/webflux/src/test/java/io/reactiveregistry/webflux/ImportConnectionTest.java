package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.contract.InMemoryRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.server.HttpServer;

/** Imports over real connections, of which each end can be watched. */
@Timeout(60)
class ImportConnectionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PooledByteBufAllocator buffers = new PooledByteBufAllocator(true);
  private final InMemoryRegistry registry = new InMemoryRegistry();

  private RunningServer start(ReactiveRegistry served, Duration bodyTimeout) {
    return RunningServer.start(
        served,
        routes -> routes.bodyTimeout(bodyTimeout),
        HttpServer.create()
            .childOption(ChannelOption.ALLOCATOR, buffers)
            .childOption(ChannelOption.SO_RCVBUF, 32 * 1024));
  }

  private RunningServer start() {
    return start(registry, PATIENCE);
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("{\"id\": \"t%d\", \"template\": \"text\"}\n"::formatted)
        .collect(Collectors.joining());
  }

  private void assertNothingLeaks() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(buffers.pinnedDirectMemory() + buffers.pinnedHeapMemory()).isZero());
  }

  @Test
  void aClientSeesWhatIsCommittedWhileItStillUploads() throws IOException {
    try (RunningServer server = start();
        RawClient client = RawClient.connect(server.port())) {
      client.beginImport("?batchSize=2").chunk(lines(0, 3));
      assertThat(client.statusLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(client.lineBeginning("{")).contains("\"committed\"", "\"imported\":2");

      client.chunk(lines(3, 4));
      assertThat(client.lineBeginning("{")).contains("\"imported\":4");

      client.lastChunk();
      assertThat(client.lineBeginning("{")).contains("\"end\"", "\"complete\":true");
    }
    assertNothingLeaks();
  }

  @Test
  void aClientThatLeavesHasItsWholeBatchesInAndNothingElse() throws IOException {
    try (RunningServer server = start()) {
      try (RawClient client = RawClient.connect(server.port())) {
        client.beginImport("?batchSize=2").chunk(lines(0, 3) + "{\"id\": \"half");
        assertThat(client.lineBeginning("{")).contains("\"committed\"");
      }
      assertNothingLeaks();
      assertThat(registry.listIds().collectList().block()).containsExactly("t0", "t1");
    }
  }

  @Test
  void aStoreThatStallsStopsTheReadingOfTheSocket() throws Exception {
    Sinks.Empty<Void> gate = Sinks.empty();
    ReactiveRegistry stalled =
        Intercepted.over(
            registry,
            "saveBatch",
            own -> Mono.from(gate.asMono()).then(Mono.defer(() -> commit(own))));
    int total = 40_000;
    String part = "\"template\": \"%s\"}\n".formatted("x".repeat(1_000));
    AtomicLong sent = new AtomicLong();
    try (RunningServer server = start(stalled, Duration.ofMillis(500));
        RawClient client = RawClient.connect(server.port())) {
      client.beginImport("?batchSize=100");
      CompletableFuture<Void> upload =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < total; i++) {
                  chunk(client, "{\"id\": \"t%d\", ".formatted(i) + part);
                  sent.incrementAndGet();
                }
              });
      // Longer than the client may pause: it is not the client that pauses here.
      AtomicLong before = new AtomicLong(-1);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> before.getAndSet(sent.get()) == sent.get());
      assertThat(sent.get()).isLessThan(total / 4);

      Sinks.EmitResult unused = gate.tryEmitEmpty();
      for (String line = client.lineBeginning("{");
          !line.contains("\"end\"");
          line = client.lineBeginning("{")) {
        if (line.contains("\"imported\":" + total)) {
          upload.join();
          client.lastChunk();
        }
      }
      assertThat(registry.count().block()).isEqualTo(total);
    }
    assertNothingLeaks();
  }

  private static Mono<?> commit(Object own) {
    return ((Mono<?>) own).cast(Commit.class);
  }

  private static void chunk(RawClient client, String text) {
    try {
      client.chunk(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aClientThatPausesTooLongIsToldSoAndLosesItsConnection() throws IOException {
    try (RunningServer server = start(registry, Duration.ofMillis(300));
        RawClient client = RawClient.connect(server.port())) {
      client.beginImport("?batchSize=2").chunk(lines(0, 1));
      assertThat(client.statusLine()).startsWith("HTTP/1.1 408 ");
      assertThat(client.lineBeginning("{")).contains("Nothing of the body arrived for 300 ms");
      client.drain();
    }
    assertNothingLeaks();
  }

  @Test
  void aClientThatDoesNotReadWhatIsDoneLosesItsConnection() throws IOException {
    try (RunningServer server =
            RunningServer.start(
                registry,
                routes -> routes.clientTimeout(Duration.ofMillis(500)),
                HttpServer.create()
                    .childOption(ChannelOption.ALLOCATOR, buffers)
                    .childOption(ChannelOption.SO_SNDBUF, 32 * 1024));
        RawClient client = RawClient.connect(server.port())) {
      client.beginImport("?batchSize=1&onError=skip");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  client.chunk("{\n".repeat(100));
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertNothingLeaks();
  }

  @Test
  void anImportThatFailsIsAnsweredWhileTheClientStillUploads() throws IOException {
    try (RunningServer server = start();
        RawClient client = RawClient.connect(server.port())) {
      client.beginImport("?batchSize=1").chunk(lines(0, 1) + "{\n" + lines(1, 2));
      assertThat(client.lineBeginning("{")).contains("\"committed\"");
      assertThat(client.lineBeginning("{")).contains("\"complete\":false", "\"line\":2");
      client.drain(); // and then the connection is closed, for what is still to come
    }
    assertNothingLeaks();
  }
}
