package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.spring.boot.ReactiveRegistryProperties;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What happens once: fill a new store before the first request, and say how to go on. */
@Component
final class Startup implements SmartInitializingSingleton {

  /** One of the sample prompts; a store can be without it. */
  private static final String SAMPLE = "support.reply";

  private final ReactiveRegistry registry;
  private final LmdbRegistry store;
  private final ReactiveRegistryProperties properties;
  private final PromptServerProperties server;
  private final OfferedRoutes routes;
  private final AccessToken token;

  Startup(
      ReactiveRegistry registry,
      LmdbRegistry store,
      ReactiveRegistryProperties properties,
      PromptServerProperties server,
      OfferedRoutes routes,
      AccessToken token) {
    this.registry = registry;
    this.store = store;
    this.properties = properties;
    this.server = server;
    this.routes = routes;
    this.token = token;
  }

  /** The web server starts after this, so waiting here keeps it from answering too early. */
  @Override
  public void afterSingletonsInstantiated() {
    int imported =
        properties.readOnly() || !server.samples()
            ? 0
            : Objects.requireNonNull(SamplePrompts.importInto(registry).block());
    long present = Objects.requireNonNull(registry.count().block());
    Path path = Objects.requireNonNull(properties.path()).toAbsolutePath().normalize();
    print(
        imported > 0
            ? "Imported %d sample prompts into the new store %s".formatted(imported, path)
            : "Opened the store %s with %d templates; samples go into a new store only"
                .formatted(path, present));
  }

  @EventListener
  void announce(ReactiveWebServerInitializedEvent event) {
    print(announcement("http://localhost:" + event.getWebServer().getPort()));
  }

  /** Blocks for a look into the store itself, since the cache counts what it is asked for. */
  String announcement(String address) {
    return Announcement.of(
        routes,
        address,
        token.isRequired() ? "-H \"Authorization: Bearer $TOKEN\" " : "",
        Boolean.TRUE.equals(store.exists(SAMPLE).block()) ? "/templates/" + SAMPLE : "/templates");
  }

  /** Meant for the person at the terminal, not for a log. */
  @SuppressWarnings("SystemOut")
  private static void print(String text) {
    System.out.println(text);
  }
}
