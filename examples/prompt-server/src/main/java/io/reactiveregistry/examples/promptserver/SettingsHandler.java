package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.webflux.RouteGroup;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Tells the page what it may offer. */
final class SettingsHandler {

  private final Settings settings;

  SettingsHandler(OfferedRoutes routes, boolean tokenRequired) {
    this.settings =
        new Settings(
            routes.basePath(),
            routes.writeTemplates(),
            routes.include(RouteGroup.LABELS),
            routes.writeLabels(),
            routes.tellChanges(),
            tokenRequired);
  }

  Mono<ServerResponse> get(ServerRequest request) {
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .bodyValue(settings);
  }

  /**
   * What is told.
   *
   * @param basePath what stands before the paths of the registry
   * @param writable whether templates can be saved and deleted here
   * @param labels whether there are labels
   * @param labelsWritable whether they can be set and removed
   * @param changes whether the changes can be followed
   * @param tokenRequired whether all but the page itself needs a token
   */
  record Settings(
      String basePath,
      boolean writable,
      boolean labels,
      boolean labelsWritable,
      boolean changes,
      boolean tokenRequired) {}
}
