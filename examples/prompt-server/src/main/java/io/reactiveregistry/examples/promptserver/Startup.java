package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.ReactiveRegistry;
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

  private final ReactiveRegistry registry;
  private final ReactiveRegistryProperties properties;
  private final PromptServerProperties server;
  private final AccessToken token;

  Startup(
      ReactiveRegistry registry,
      ReactiveRegistryProperties properties,
      PromptServerProperties server,
      AccessToken token) {
    this.registry = registry;
    this.properties = properties;
    this.server = server;
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
    Path store = Objects.requireNonNull(properties.path()).toAbsolutePath().normalize();
    print(
        imported > 0
            ? "Imported %d sample prompts into the new store %s".formatted(imported, store)
            : "Opened the store %s with %d templates; samples go into a new store only"
                .formatted(store, present));
  }

  @EventListener
  void announce(ReactiveWebServerInitializedEvent event) {
    String base = "http://localhost:" + event.getWebServer().getPort();
    print(
        """
        Serving
          %1$s/                                    the page, for your browser
          %1$s/templates                           all templates, ?prefix= or ?contains= for some
          %1$s/templates/{id}                      one template; PUT saves it, DELETE deletes it
          %1$s/templates/{id}@{label}              the version on which the label stands
          %1$s/templates/{id}/versions             its versions
          %1$s/templates/{id}/versions/{version}   the template as it was in this version
          %1$s/templates/{id}/diff?from=&to=       how two of its versions differ
          %1$s/templates/{id}/labels               its labels; PUT and DELETE /labels/{label}
          %1$s/import, /export                     many templates as one stream
          %1$s/changes                             the changes as they happen, as server-sent events
          %1$s/stats                               the state of the store
          %1$s/preview                             POST fills in a template that is not saved
          %1$s/dashboard, /actuator/health         how the server is
        Try
          curl %2$s%1$s/templates/support.reply"""
            .formatted(base, token.isRequired() ? "-H \"Authorization: Bearer $TOKEN\" " : ""));
  }

  /** Meant for the person at the terminal, not for a log. */
  @SuppressWarnings("SystemOut")
  private static void print(String text) {
    System.out.println(text);
  }
}
