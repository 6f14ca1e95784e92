package io.reactiveregistry.webflux;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The routes on a server of their own, without Spring Boot. */
final class RunningServer implements AutoCloseable {

  private final ReactiveRegistry registry;
  private final Sinks.Empty<Void> shutdown;
  private final DisposableServer server;
  private final String base;
  private final WebTestClient client;

  private RunningServer(
      ReactiveRegistry registry,
      Sinks.Empty<Void> shutdown,
      RouterFunction<ServerResponse> routes,
      HttpServer http) {
    this.registry = registry;
    this.shutdown = shutdown;
    HandlerStrategies strategies =
        HandlerStrategies.builder().exceptionHandler(new ProblemExceptionHandler()).build();
    this.server =
        http.port(0)
            .handle(
                new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(routes, strategies)))
            .bindNow();
    this.base = "http://localhost:" + server.port();
    // The JDK's client, so that whatever Netty's leak detector finds is the server's.
    this.client = WebTestClient.bindToServer(new JdkClientHttpConnector()).baseUrl(base).build();
  }

  /** Over a store with the samples. */
  static RunningServer start(Path store) {
    return start(store, routes -> routes);
  }

  static RunningServer start(Path store, UnaryOperator<TemplateRoutesBuilder> options) {
    LmdbRegistry registry = LmdbRegistry.builder(store).open();
    if (registry.metadata().block().lastModified() == null) {
      registry.saveBatch(Samples.all()).block();
    }
    return start(registry, routes -> options.apply(routes.storage(registry.storage())));
  }

  /** Over this registry, which is closed with the server. */
  static RunningServer start(
      ReactiveRegistry registry, UnaryOperator<TemplateRoutesBuilder> options) {
    return start(registry, options, HttpServer.create());
  }

  static RunningServer start(
      ReactiveRegistry registry, UnaryOperator<TemplateRoutesBuilder> options, HttpServer http) {
    Sinks.Empty<Void> shutdown = Sinks.empty();
    return new RunningServer(
        registry,
        shutdown,
        options.apply(TemplateRoutes.over(registry).shutdown(shutdown.asMono())).build(),
        http);
  }

  WebTestClient client() {
    return client;
  }

  ReactiveRegistry registry() {
    return registry;
  }

  int port() {
    return server.port();
  }

  /** The path is sent as it is, without any encoding. */
  URI uri(String path) {
    return URI.create(base + path);
  }

  WebTestClient.ResponseSpec get(String path) {
    return client.get().uri(uri(path)).exchange();
  }

  WebTestClient.ResponseSpec get(String path, MediaType accept) {
    return client.get().uri(uri(path)).accept(accept).exchange();
  }

  WebTestClient.ResponseSpec put(String path, String json) {
    return put(path, MediaType.APPLICATION_JSON, json);
  }

  WebTestClient.ResponseSpec put(String path, MediaType type, String body) {
    return client.put().uri(uri(path)).contentType(type).bodyValue(body).exchange();
  }

  WebTestClient.ResponseSpec post(String path, String json) {
    return post(path, MediaType.APPLICATION_JSON, json);
  }

  WebTestClient.ResponseSpec post(String path, MediaType type, String body) {
    return client.post().uri(uri(path)).contentType(type).bodyValue(body).exchange();
  }

  WebTestClient.ResponseSpec delete(String path) {
    return client.delete().uri(uri(path)).exchange();
  }

  @Override
  public void close() {
    Sinks.EmitResult unused = shutdown.tryEmitEmpty();
    server.disposeNow(Duration.ofSeconds(8));
    registry.close();
  }
}
