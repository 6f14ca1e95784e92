package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.RegistryMetadata;
import io.reactiveregistry.lmdb.StorageInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers requests for how much the registry holds. */
final class StatsHandler {

  private final ReactiveRegistry registry;
  private final @Nullable Mono<StorageInfo> storage;

  /**
   * @param storage the sizes of the store, or null when there is none to tell of
   */
  StatsHandler(ReactiveRegistry registry, @Nullable Mono<StorageInfo> storage) {
    this.registry = registry;
    this.storage = storage;
  }

  Mono<ServerResponse> get(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    Mono<Map<String, @Nullable Object>> known = registry.metadata().map(StatsHandler::of);
    Mono<Map<String, @Nullable Object>> stats =
        storage == null ? known : Mono.zip(known, storage, StatsHandler::with);
    return stats.flatMap(it -> Json.body(ServerResponse.ok().contentType(type), it));
  }

  private static Map<String, @Nullable Object> of(RegistryMetadata metadata) {
    Map<String, @Nullable Object> stats = new LinkedHashMap<>();
    stats.put("templates", metadata.count());
    stats.put("revision", metadata.revision());
    stats.put("lastModified", metadata.lastModified());
    return stats;
  }

  /** Sizes in bytes. The directory is left out: a path of the server is nobody's business. */
  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> stats, StorageInfo storage) {
    stats.put("versions", storage.versions());
    stats.put("usedBytes", storage.usedBytes());
    stats.put("fileSize", storage.fileSize());
    stats.put("mapSize", storage.mapSize());
    stats.put("maxMapSize", storage.maxMapSize());
    stats.put("readers", storage.readers());
    stats.put("maxReaders", storage.maxReaders());
    return stats;
  }
}
