package io.reactiveregistry.examples.promptserver;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.lmdb.LmdbRegistry;
import io.reactiveregistry.lmdb.StorageInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers requests for the state of the store. */
final class StatsHandler {

  private final LmdbRegistry registry;

  StatsHandler(LmdbRegistry registry) {
    this.registry = registry;
  }

  Mono<ServerResponse> get(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    return Mono.zip(registry.metadata(), registry.storage(), StatsView::of)
        .flatMap(stats -> ServerResponse.ok().contentType(type).bodyValue(stats));
  }

  /** Sizes in bytes. The directory is left out: a path of the server is nobody's business. */
  private record StatsView(
      long templates,
      long versions,
      long revision,
      @Nullable Instant lastModified,
      long usedBytes,
      long fileSize,
      long mapSize,
      long maxMapSize,
      int readers,
      int maxReaders) {

    static StatsView of(RegistryMetadata metadata, StorageInfo storage) {
      return new StatsView(
          metadata.count(),
          storage.versions(),
          metadata.revision(),
          metadata.lastModified(),
          storage.usedBytes(),
          storage.fileSize(),
          storage.mapSize(),
          storage.maxMapSize(),
          storage.readers(),
          storage.maxReaders());
    }
  }
}
