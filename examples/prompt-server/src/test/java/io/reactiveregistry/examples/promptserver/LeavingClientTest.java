package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** A client that leaves is nothing that whoever runs the server has to read about. */
@Timeout(60)
class LeavingClientTest {

  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  private static final int LOOKS = 100;
  private static final int ATTEMPTS = 10;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @TempDir static Path directory;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(directory.resolve("store"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void readLog() {
    log.start();
    ROOT.addAppender(log);
  }

  @AfterEach
  void leaveLog() {
    ROOT.detachAppender(log);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT /templates/gone, application/json, Content-Length: 100, '{\"template\":'",
    "PUT /templates/gone, application/json, Transfer-Encoding: chunked, '3;{\"t'",
    "PUT /templates/gone, application/json, Transfer-Encoding: chunked, '10;{\"template\":\"x\"};QQ;'",
    "POST /import, application/x-ndjson, Content-Length: 100, '{\"id\":'",
    "POST /import, application/x-ndjson, Transfer-Encoding: chunked, '3;{\"i'",
    "POST /import, application/x-ndjson, Transfer-Encoding: chunked, '3;{\"i;QQ;'",
    "POST /preview, application/json, Content-Length: 100, '{\"template\":'",
    "POST /preview, application/json, Transfer-Encoding: chunked, '3;{\"i;QQ;'",
  })
  void whatItLeavesUnfinishedIsNoErrorInTheLog(
      String target, String type, String length, String body) {
    String request =
        target
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
            + type
            + "\r\n"
            + length
            + "\r\n\r\n"
            + body.replace(";", "\r\n");
    sendAndLeave(request).retry(ATTEMPTS).block();
    assertThat(log.list).noneMatch(LeavingClientTest::isForSomebody);
    assertThat(server.registry().exists("gone").block()).isFalse();
  }

  /** The server's own line about bytes that it could not decode has no trace. */
  private static boolean isForSomebody(ILoggingEvent event) {
    return event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null;
  }

  /**
   * Completes when the request has been counted: then all has been done about it, and written into
   * the log. Spring does not count one of which the connection ends at the moment of its answer.
   */
  private static Mono<Long> sendAndLeave(String request) {
    return Mono.fromCallable(
            () -> {
              long before = requests();
              try (BareClient client = BareClient.connect(server)) {
                client.send(request);
              }
              return before;
            })
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(LeavingClientTest::untilThereAreMoreThan);
  }

  private static Mono<Long> untilThereAreMoreThan(long before) {
    return Mono.fromSupplier(LeavingClientTest::requests)
        .filter(counted -> counted > before)
        .switchIfEmpty(Mono.error(() -> new AssertionError("The request has not ended")))
        .retryWhen(Retry.fixedDelay(LOOKS, Duration.ofMillis(20)));
  }

  private static long requests() {
    Collection<Timer> timers =
        server.bean(MeterRegistry.class).find("http.server.requests").timers();
    return timers.stream().mapToLong(Timer::count).sum();
  }
}
