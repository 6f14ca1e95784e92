package io.reactiveregistry.examples.promptserver;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers with the numbers of the moment. */
final class DashboardHandler {

  private final DashboardReadings readings;

  DashboardHandler(DashboardReadings readings) {
    this.readings = readings;
  }

  Mono<ServerResponse> get(ServerRequest request) {
    return Mono.fromSupplier(readings::read)
        .flatMap(
            dashboard ->
                ServerResponse.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .bodyValue(dashboard));
  }
}
