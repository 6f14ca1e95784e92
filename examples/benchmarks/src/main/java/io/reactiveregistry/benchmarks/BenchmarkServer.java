package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.netty.channel.ChannelOption;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import io.reactiveregistry.webflux.TemplateRoutes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * A process that serves the templates of a store through a Vault, and beside them a constant, so
 * that what the registry costs can be told from what the server does. Prints its port, and ends
 * with its standard input.
 */
final class BenchmarkServer {

  /** What the printed line begins with. */
  static final String PORT = "port=";

  /** Where the constant is. */
  static final String CONSTANT = "/constant";

  /** Where it tells how much memory it takes. */
  static final String MEMORY = "/memory";

  /** A property: how many bytes the system may take of an answer that its client does not read. */
  static final String SEND_BUFFER = "benchmark.sendBuffer";

  /**
   * Longer than clients that read nothing are measured, however slow the machine is: what they take
   * is asked for, not that they are sent away.
   */
  private static final Duration CLIENT_TIMEOUT = Duration.ofHours(1);

  private BenchmarkServer() {}

  /**
   * Serves until its standard input ends.
   *
   * @param arguments the directory of the store, and the body of the constant
   */
  @SuppressWarnings("SystemOut") // it is how the port becomes known
  public static void main(String[] arguments) throws IOException {
    byte[] constant = arguments[1].getBytes(UTF_8);
    Vault vault = Vault.over(LmdbRegistry.builder(Path.of(arguments[0])).open()).build();
    RouterFunction<ServerResponse> routes =
        route(
                GET(CONSTANT),
                request ->
                    ServerResponse.ok().contentType(MediaType.APPLICATION_JSON).bodyValue(constant))
            .and(TemplateRoutes.over(vault).clientTimeout(CLIENT_TIMEOUT).build())
            .andRoute(
                GET(MEMORY),
                request ->
                    Mono.fromCallable(() -> ServerMemory.now().toText())
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(text -> ServerResponse.ok().bodyValue(text)));
    HandlerStrategies strategies =
        HandlerStrategies.builder().exceptionHandler(new ProblemExceptionHandler()).build();
    Integer sendBuffer = Integer.getInteger(SEND_BUFFER);
    HttpServer http = HttpServer.create().host("127.0.0.1").port(0);
    DisposableServer server =
        (sendBuffer == null ? http : http.childOption(ChannelOption.SO_SNDBUF, sendBuffer))
            .handle(
                new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(routes, strategies)))
            .bindNow();
    System.out.println(PORT + server.port());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.disposeNow();
    vault.close();
  }
}
