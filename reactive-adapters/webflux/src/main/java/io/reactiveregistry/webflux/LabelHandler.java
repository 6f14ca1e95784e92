package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.reactiveregistry.Commit;
import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.TemplateNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Answers requests for the labels of a template. */
final class LabelHandler {

  private final ReactiveRegistry registry;
  private final VersionField version;

  /** The labels of a template, each with the version on which it stands. */
  private record LabelsView(String id, Map<String, String> labels) {}

  /** Where a label stands. */
  private record LabelView(String id, String label, String version) {}

  /** Where a label stands now, and the write that put it there. */
  private record MovedView(String id, String label, String version, long revision) {}

  LabelHandler(ReactiveRegistry registry, RequestBody body) {
    this.registry = registry;
    this.version = new VersionField(body);
  }

  Mono<ServerResponse> list(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    return registry
        .exists(id)
        .filter(exists -> exists)
        .switchIfEmpty(Mono.error(() -> new TemplateNotFoundException(id)))
        .flatMap(exists -> registry.labels(id))
        .flatMap(
            labels -> Json.body(ServerResponse.ok().contentType(type), new LabelsView(id, labels)));
  }

  Mono<ServerResponse> get(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    String label = RequestPath.label(request, id);
    return registry
        .labels(id)
        .map(labels -> Optional.ofNullable(labels.get(label)))
        .flatMap(
            place ->
                place
                    .map(at -> represent(request, type, new LabelView(id, label, at)))
                    .orElseGet(() -> Mono.error(TemplateNotFoundException.ofLabel(id, label))));
  }

  private static Mono<ServerResponse> represent(
      ServerRequest request, MediaType type, LabelView place) {
    String tag = EntityTags.ofLabelAt(place.version());
    return ReadConditions.isWithClient(request, tag)
        ? ServerResponse.status(HttpStatus.NOT_MODIFIED).eTag(tag).build()
        : Json.body(ServerResponse.ok().contentType(type).eTag(tag), place);
  }

  Mono<ServerResponse> put(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    String label = RequestPath.label(request, id);
    return version
        .read(request)
        .flatMap(
            chosen ->
                move(request, LabelMove.to(id, label, chosen))
                    .flatMap(
                        commit ->
                            Json.body(
                                ServerResponse.ok()
                                    .contentType(type)
                                    .eTag(EntityTags.ofLabelAt(chosen)),
                                new MovedView(id, label, chosen, commit.revision()))));
  }

  Mono<ServerResponse> delete(ServerRequest request) {
    String id = RequestPath.id(request);
    return move(request, LabelMove.remove(id, RequestPath.label(request, id)))
        .then(Mono.defer(() -> ServerResponse.noContent().build()));
  }

  /**
   * What does not hold of a label is a failed precondition here, since it came with the request.
   */
  private Mono<Commit> move(ServerRequest request, LabelMove move) {
    return Mono.defer(() -> registry.moveLabels(List.of(Preconditions.forLabel(request, move))))
        .onErrorMap(
            ConflictException.class,
            conflict ->
                new ResponseStatusException(
                    HttpStatus.PRECONDITION_FAILED,
                    ProblemTexts.labelConflict(conflict),
                    conflict));
  }
}
