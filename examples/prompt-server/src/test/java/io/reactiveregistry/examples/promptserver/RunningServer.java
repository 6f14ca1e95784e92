package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.ReactiveRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The application as its users start it, on a free port and with a store of its own. One at a time:
 * all servers of a process share their event loops, which the first one that stops takes along.
 */
final class RunningServer implements AutoCloseable {

  /** As long as a machine may take that has much else to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ConfigurableApplicationContext context;
  private final String base;
  private final WebTestClient client;

  private RunningServer(ConfigurableApplicationContext context) {
    this.context = context;
    this.base = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    // The JDK's client, so that whatever Netty's leak detector finds is the server's.
    this.client =
        WebTestClient.bindToServer(new JdkClientHttpConnector())
            .baseUrl(base)
            .responseTimeout(PATIENCE)
            .build();
  }

  static RunningServer start(Path store, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--server.port=0");
    arguments.add("--reactive-registry.path=" + store);
    return new RunningServer(
        new SpringApplicationBuilder(PromptServer.class).run(arguments.toArray(String[]::new)));
  }

  WebTestClient client() {
    return client;
  }

  ReactiveRegistry registry() {
    return bean(ReactiveRegistry.class);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What it has printed when it was started. */
  String announcement() {
    return bean(Startup.class).announcement(base);
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
    return client
        .post()
        .uri(uri(path))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json)
        .exchange();
  }

  WebTestClient.ResponseSpec delete(String path) {
    return client.delete().uri(uri(path)).exchange();
  }

  @Override
  public void close() {
    context.close();
  }
}
