package io.reactiveregistry.webflux;

import java.time.Duration;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpMethod;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes answers of any length. A client that takes nothing for too long loses its connection,
 * since what is on the way to it would be held for ever otherwise.
 */
final class StreamedAnswer {

  private static final Log LOG = LogFactory.getLog(StreamedAnswer.class);

  private final Duration clientTimeout;

  /**
   * @param clientTimeout how long a client may take nothing
   */
  StreamedAnswer(Duration clientTimeout) {
    this.clientTimeout = clientTimeout;
  }

  /** Answers with a body that is written as below; to HEAD without one, which might never end. */
  Mono<ServerResponse> begin(
      ServerRequest request,
      ServerResponse.BodyBuilder answer,
      BodyInserter<?, ? super ServerHttpResponse> body) {
    return request.method().equals(HttpMethod.HEAD) ? answer.build() : answer.body(body);
  }

  /** Writes the parts as the client takes them, one after the other. */
  <T> Mono<Void> write(
      Flux<T> parts,
      ReactiveHttpOutputMessage response,
      Function<Publisher<T>, Mono<Void>> writing) {
    return Mono.defer(
        () -> {
          DemandWatch watch = new DemandWatch(clientTimeout, Schedulers.parallel());
          Mono<Void> stalled = watch.stalled().then(Mono.defer(() -> giveUp(response)));
          return Mono.firstWithSignal(writing.apply(watch.over(parts)), stalled)
              .doFinally(signal -> watch.dispose());
        });
  }

  /** An error alone would not do: it is sent behind all that the client does not take. */
  private Mono<Void> giveUp(ReactiveHttpOutputMessage response) {
    LOG.info("Closing the connection of a client that took nothing for " + clientTimeout);
    return response instanceof ServerHttpResponse answer && Connections.close(answer)
        ? Mono.empty()
        : Mono.error(new StalledClientException(clientTimeout));
  }
}
