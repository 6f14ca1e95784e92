package io.reactiveregistry.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.vault.Vault;
import io.reactiveregistry.webflux.ProblemExceptionHandler;
import io.reactiveregistry.webflux.TemplateRoutes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
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
            .and(TemplateRoutes.over(vault).build());
    HandlerStrategies strategies =
        HandlerStrategies.builder().exceptionHandler(new ProblemExceptionHandler()).build();
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(
                new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(routes, strategies)))
            .bindNow();
    System.out.println(PORT + server.port());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.disposeNow();
    vault.close();
  }
}
