package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.lmdb.LmdbRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The application as its users start it, on a free port and with a store of its own. */
final class RunningServer implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final String base;
  private final WebTestClient client;

  private RunningServer(ConfigurableApplicationContext context) {
    this.context = context;
    this.base = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    // The JDK's client, so that whatever Netty's leak detector finds is the server's.
    this.client = WebTestClient.bindToServer(new JdkClientHttpConnector()).baseUrl(base).build();
  }

  static RunningServer start(Path store, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--server.port=0");
    arguments.add("--prompt-server.store=" + store);
    return new RunningServer(
        new SpringApplicationBuilder(PromptServer.class).run(arguments.toArray(String[]::new)));
  }

  WebTestClient client() {
    return client;
  }

  LmdbRegistry registry() {
    return context.getBean(LmdbRegistry.class);
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

  WebTestClient.ResponseSpec delete(String path) {
    return client.delete().uri(uri(path)).exchange();
  }

  @Override
  public void close() {
    context.close();
  }
}
