package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.reactiveregistry.Commit;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers requests about the versions of a template. */
final class VersionHandler {

  private final ReactiveRegistry registry;
  private final VersionField version;

  /** The versions of a template, oldest first. */
  private record VersionsView(String id, List<String> versions) {}

  /** The version that is current now, and the write that made it so. */
  private record CurrentView(String id, String version, long revision) {}

  VersionHandler(ReactiveRegistry registry, RequestBody body) {
    this.registry = registry;
    this.version = new VersionField(body);
  }

  Mono<ServerResponse> list(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    return registry
        .listVersions(id)
        .collectList()
        .filter(versions -> !versions.isEmpty())
        .switchIfEmpty(Mono.error(() -> new TemplateNotFoundException(id)))
        .flatMap(
            versions ->
                Json.body(ServerResponse.ok().contentType(type), new VersionsView(id, versions)));
  }

  Mono<ServerResponse> delete(ServerRequest request) {
    Preconditions.requireNone(request);
    String id = RequestPath.id(request);
    return registry
        .deleteVersion(id, RequestPath.version(request, id), Query.of(request).flag("force"))
        .then(Mono.defer(() -> ServerResponse.noContent().build()));
  }

  Mono<ServerResponse> diff(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    Query query = Query.of(request);
    String from = RequestPath.validVersion(id, query.required("from", "the older version"));
    String to = RequestPath.validVersion(id, query.required("to", "the newer version"));
    return registry
        .diff(id, from, to)
        .publishOn(Schedulers.parallel())
        .flatMap(diff -> Json.body(ServerResponse.ok().contentType(type), DiffView.of(diff)));
  }

  Mono<ServerResponse> rollback(ServerRequest request) {
    Preconditions.requireNone(request);
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    return version
        .read(request)
        .flatMap(
            chosen ->
                registry
                    .rollback(id, chosen)
                    .map(Commit::revision)
                    .flatMap(
                        revision ->
                            Json.body(
                                ServerResponse.ok().contentType(type),
                                new CurrentView(id, chosen, revision))));
  }
}
