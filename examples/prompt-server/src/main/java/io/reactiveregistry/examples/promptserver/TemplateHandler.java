package io.reactiveregistry.examples.promptserver;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_NDJSON;
import static org.springframework.http.MediaType.APPLICATION_YAML;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.TemplateNotFoundException;
import io.reactiveregistry.yaml.YamlTemplates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers requests for templates. Every method returns at once; what the registry signals becomes
 * the response, and its errors become problem details in {@link ProblemHandler}.
 */
final class TemplateHandler {

  /** How many templates of a listing are loaded ahead of the client. */
  private static final int LOOK_AHEAD = 16;

  private final ReactiveRegistry registry;
  private final TemplateBody body;

  TemplateHandler(ReactiveRegistry registry, TemplateBody body) {
    this.registry = registry;
    this.body = body;
  }

  /** Streams: a slow client slows the reading down, a client that leaves ends it. */
  Mono<ServerResponse> list(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON, APPLICATION_NDJSON));
    ListQuery query = ListQuery.of(request);
    // Not loadAll: a template deleted while the list is under way is left out, it is no error.
    Flux<TemplateView> templates =
        query
            .limit(registry.listIds(query.range()))
            .flatMapSequential(registry::find, LOOK_AHEAD, 1)
            .map(TemplateView::of);
    return ServerResponse.ok().contentType(type).body(templates, TemplateView.class);
  }

  Mono<ServerResponse> get(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON, APPLICATION_YAML));
    return registry.load(RequestPath.id(request)).flatMap(template -> represent(template, type));
  }

  Mono<ServerResponse> getVersion(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON, APPLICATION_YAML));
    String id = RequestPath.id(request);
    return registry
        .load(id, RequestPath.version(request, id))
        .flatMap(template -> represent(template, type));
  }

  Mono<ServerResponse> versions(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    return registry
        .listVersions(id)
        .collectList()
        .filter(versions -> !versions.isEmpty())
        .switchIfEmpty(Mono.error(() -> new TemplateNotFoundException(id)))
        .flatMap(
            versions ->
                ServerResponse.ok().contentType(type).bodyValue(new VersionsView(id, versions)));
  }

  Mono<ServerResponse> put(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    return body.read(request, id)
        .flatMap(
            template ->
                registry
                    .exists(id)
                    .flatMap(
                        existed ->
                            registry
                                .save(template)
                                .flatMap(
                                    commit ->
                                        ServerResponse.status(
                                                existed ? HttpStatus.OK : HttpStatus.CREATED)
                                            .location(location(id))
                                            .contentType(type)
                                            .bodyValue(SavedView.of(template, commit)))));
  }

  Mono<ServerResponse> delete(ServerRequest request) {
    return registry
        .delete(RequestPath.id(request))
        .then(Mono.defer(() -> ServerResponse.noContent().build()));
  }

  private static Mono<ServerResponse> represent(TemplateSpec template, MediaType type) {
    ServerResponse.BodyBuilder response = ServerResponse.ok().contentType(type);
    return type.equals(APPLICATION_YAML)
        ? response.bodyValue(YamlTemplates.format(template))
        : response.bodyValue(TemplateView.of(template));
  }

  private static URI location(String id) {
    return URI.create("/templates/" + UriUtils.encode(id, StandardCharsets.UTF_8));
  }
}
