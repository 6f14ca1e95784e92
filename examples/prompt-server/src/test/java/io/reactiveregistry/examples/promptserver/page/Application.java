package io.reactiveregistry.examples.promptserver.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.examples.promptserver.PromptServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The prompt server on a free port, and somebody else who uses it. */
final class Application implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ConfigurableApplicationContext context;
  private final URI address;

  private Application(ConfigurableApplicationContext context) {
    this.context = context;
    this.address =
        URI.create(
            "http://localhost:%s/"
                .formatted(context.getEnvironment().getProperty("local.server.port")));
  }

  static Application start(Path store, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("--server.port=0");
    arguments.add("--logging.level.org.openqa.selenium=error");
    arguments.add("--reactive-registry.path=" + store);
    return new Application(
        new SpringApplicationBuilder(PromptServer.class).run(arguments.toArray(String[]::new)));
  }

  URI address() {
    return address;
  }

  ReactiveRegistry registry() {
    return context.getBean(ReactiveRegistry.class);
  }

  /** Saves a template as another client does. The path is sent as it is. */
  void put(String path, String json) {
    send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json)));
  }

  String get(String path) {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  void delete(String path) {
    send(HttpRequest.newBuilder(address.resolve(path)).DELETE());
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
      return response.body();
    } catch (IOException e) {
      throw new AssertionError("The server did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the server was asked", e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
