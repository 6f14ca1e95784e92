package io.reactiveregistry.examples.pipeline;

import java.time.Duration;
import java.util.Random;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A server that behaves like one with a model behind it: it takes its time, has too much to do now
 * and then, and once in a while it hangs. What it will do is drawn from a seed.
 */
final class PlayedModel implements AutoCloseable {

  /** Where it answers. */
  static final String PATH = "/complete";

  private static final Duration HANGING = Duration.ofMinutes(1);

  private final Random random;
  private final Behaviour behaviour;
  private final DisposableServer server;

  /**
   * How it behaves.
   *
   * @param least the shortest time that an answer takes
   * @param most the longest one
   * @param refused how many of all requests are refused with 429 or 503, from 0 to 1
   * @param hanging how many are not answered for a minute, from 0 to 1
   */
  record Behaviour(Duration least, Duration most, double refused, double hanging) {

    static final Behaviour USUAL =
        new Behaviour(Duration.ofMillis(20), Duration.ofMillis(80), 0.06, 0.005);
  }

  /** What it does with one request; a status other than 200 comes at once. */
  private record Fate(int status, Duration delay) {}

  private PlayedModel(long seed, Behaviour behaviour) {
    this.random = new Random(seed);
    this.behaviour = behaviour;
    this.server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.post(PATH, this::complete))
            .bindNow();
  }

  /** Blocks until it listens, on a free port. */
  static PlayedModel start(long seed, Behaviour behaviour) {
    return new PlayedModel(seed, behaviour);
  }

  /** A client that knows where it is. */
  HttpClient client() {
    return HttpClient.create().host("127.0.0.1").port(server.port());
  }

  private Publisher<Void> complete(HttpServerRequest request, HttpServerResponse response) {
    Fate fate = draw();
    Mono<String> prompt = request.receive().aggregate().asString().defaultIfEmpty("");
    if (fate.status() != 200) {
      return prompt.then(response.status(fate.status()).send());
    }
    response.header(Correlation.HEADER, request.requestHeaders().get(Correlation.HEADER, "none"));
    return response.sendString(prompt.delayElement(fate.delay()).map("I have read %s"::formatted));
  }

  private synchronized Fate draw() {
    double chance = random.nextDouble();
    long spread = behaviour.most().toMillis() - behaviour.least().toMillis();
    Duration delay = behaviour.least().plusMillis((long) (random.nextDouble() * spread));
    if (chance < behaviour.refused()) {
      return new Fate(random.nextBoolean() ? 429 : 503, delay);
    }
    boolean hangs = chance > 1 - behaviour.hanging();
    return new Fate(200, hangs ? HANGING : delay);
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
