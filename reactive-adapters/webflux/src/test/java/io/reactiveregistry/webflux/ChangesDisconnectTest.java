package io.reactiveregistry.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;
import static org.springframework.web.reactive.function.server.RouterFunctions.toHttpHandler;

import io.reactiveregistry.TemplateChange;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** On the server that the application runs on, with changes of which the end can be seen. */
class ChangesDisconnectTest {

  /** It is asked whether there are changes at all, and then they are followed. */
  private final CountDownLatch subscribed = new CountDownLatch(2);

  private final CountDownLatch cancelled = new CountDownLatch(2);
  private final Flux<TemplateChange> changes =
      Flux.<TemplateChange>never()
          .doOnSubscribe(subscription -> subscribed.countDown())
          .doOnCancel(cancelled::countDown);

  @Test
  void aClientThatLeavesCancelsItsSubscription() throws Exception {
    ChangesHandler handler =
        new ChangesHandler(
            new ChangeEvents(Mono.just(7L), after -> changes, Duration.ofDays(1)),
            Mono.never(),
            new StreamedAnswer(Duration.ofDays(1)));
    DisposableServer server =
        HttpServer.create()
            .port(0)
            .handle(
                new ReactorHttpHandlerAdapter(toHttpHandler(route(GET("/changes"), handler::get))))
            .bindNow();
    try {
      try (Socket client = new Socket("localhost", server.port())) {
        client
            .getOutputStream()
            .write(
                "GET /changes HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(client.getInputStream().read()).as("the answer begins").isEqualTo('H');
        assertThat(subscribed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(cancelled.getCount()).as("while it is connected").isOne();
      }
      assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.disposeNow();
    }
  }
}
