package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateChange;
import io.reactiveregistry.contract.InMemoryRegistry;
import io.reactiveregistry.contract.Templates;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/** Clients that ask for much and take little. */
@Timeout(60)
class StalledClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMillis(500);
  private static final int TEMPLATES = 5_000;
  private static final int LENGTH = 4_000;

  private final PooledByteBufAllocator buffers = new PooledByteBufAllocator(true);
  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final AtomicLong read = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);

  @BeforeEach
  void fill() {
    String text = "x".repeat(LENGTH);
    registry
        .saveBatch(
            IntStream.range(0, TEMPLATES)
                .mapToObj(i -> Templates.template("t%05d".formatted(i), "1", text))
                .toList())
        .block();
  }

  private RunningServer start(ReactiveRegistry served) {
    return RunningServer.start(
        served,
        routes -> routes.clientTimeout(LIMIT),
        HttpServer.create()
            .childOption(ChannelOption.ALLOCATOR, buffers)
            .childOption(ChannelOption.SO_SNDBUF, 32 * 1024));
  }

  private ReactiveRegistry watched() {
    ReactiveRegistry counted =
        Intercepted.over(
            registry,
            "find",
            own -> ((Mono<?>) own).doOnSubscribe(subscription -> read.incrementAndGet()));
    return Intercepted.over(
        counted, "listIds", own -> ((Flux<?>) own).doFinally(signal -> ended.countDown()));
  }

  private void assertNothingLeaks() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(buffers.pinnedDirectMemory() + buffers.pinnedHeapMemory()).isZero());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/export", "/templates"})
  void aClientThatStopsReadingLosesItsConnectionAndLittleWasReadForIt(String path)
      throws Exception {
    try (RunningServer server = start(watched());
        RawClient client = RawClient.connect(server.port())) {
      client.head("GET " + path + " HTTP/1.1", "Host: localhost");
      assertThat(client.statusLine()).isEqualTo("HTTP/1.1 200 OK");

      assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertNothingLeaks();
      assertThat(read.get()).isLessThan(TEMPLATES / 2);
      assertThat(client.drain()).isLessThan((long) TEMPLATES * LENGTH / 2);
    }
  }

  @Test
  void aClientThatReadsGetsEverything() throws IOException {
    try (RunningServer server = start(registry);
        RawClient client = RawClient.connect(server.port())) {
      client.head("GET /export HTTP/1.1", "Host: localhost", "Connection: close");
      assertThat(client.drain()).isGreaterThan((long) TEMPLATES * LENGTH);
    }
    assertNothingLeaks();
  }

  @Test
  void aClientThatDoesNotReadTheChangesLosesItsConnection() throws Exception {
    Flux<TemplateChange> endless =
        Flux.<TemplateChange, Long>generate(
                () -> 1L,
                (revision, sink) -> {
                  read.incrementAndGet();
                  sink.next(new TemplateChange.Saved(revision, "t".repeat(400), "1"));
                  return revision + 1;
                })
            .doFinally(
                signal -> {
                  if (read.get() > 0) { // and not only asked whether there are changes at all
                    ended.countDown();
                  }
                });
    try (RunningServer server = start(Intercepted.over(registry, "changes", own -> endless));
        RawClient client = RawClient.connect(server.port())) {
      client.head("GET /changes HTTP/1.1", "Host: localhost");
      assertThat(client.statusLine()).isEqualTo("HTTP/1.1 200 OK");

      assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(client.drain()).isPositive();
    }
    assertNothingLeaks();
  }

  @Test
  void aClientThatLeavesEndsTheReading() throws Exception {
    try (RunningServer server = start(watched())) {
      try (RawClient client = RawClient.connect(server.port())) {
        client.head("GET /export HTTP/1.1", "Host: localhost");
        assertThat(client.statusLine()).isEqualTo("HTTP/1.1 200 OK");
      }
      assertThat(ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(read.get()).isLessThan(TEMPLATES);
    }
    assertNothingLeaks();
  }
}
