package io.reactiveregistry.examples.promptserver;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Tells the page what it may offer. */
final class SettingsHandler {

  private final Settings settings;

  SettingsHandler(boolean writable, boolean tokenRequired) {
    this.settings = new Settings(writable, tokenRequired);
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
   * @param writable whether anything can be saved here
   * @param tokenRequired whether all but the page itself needs a token
   */
  record Settings(boolean writable, boolean tokenRequired) {}
}
