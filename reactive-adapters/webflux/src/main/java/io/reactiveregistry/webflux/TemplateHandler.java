package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_YAML;

import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateRef;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.InvalidTemplateException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/**
 * Answers requests for templates. Every method returns at once; what the registry signals becomes
 * the response, and its errors become problem details in {@link ProblemFilter}.
 */
final class TemplateHandler {

  private final ReactiveRegistry registry;
  private final Preconditions preconditions;
  private final TemplateBody body;
  private final TemplateStreams streams;
  private final Representations representations;

  TemplateHandler(
      ReactiveRegistry registry,
      TemplateBody body,
      StreamedAnswer streamed,
      Representations representations) {
    this.registry = registry;
    this.representations = representations;
    this.streams = new TemplateStreams(registry, streamed);
    this.preconditions = new Preconditions(registry);
    this.body = body;
  }

  Mono<ServerResponse> list(ServerRequest request) {
    StreamForm form = Negotiation.chooseForm(request, List.of(StreamForm.ARRAY, StreamForm.NDJSON));
    return isOfIds(request) ? streams.answerIds(request, form) : streams.answer(request, form);
  }

  private static boolean isOfIds(ServerRequest request) {
    String view = Query.of(request).value("view");
    if (view == null || view.equals("ids")) {
      return view != null;
    }
    throw new ServerWebInputException(
        "view=%s is no view of templates; give view=ids, or leave it out for whole templates"
            .formatted(view));
  }

  Mono<ServerResponse> get(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON, APPLICATION_YAML));
    return load(RequestPath.id(request)).map(template -> represent(template, type, request));
  }

  /** A template that has this id goes before a label. */
  private Mono<TemplateSpec> load(String id) {
    return registry.find(id).switchIfEmpty(Mono.defer(() -> registry.load(labelled(id))));
  }

  private static TemplateRef labelled(String text) {
    int at = text.lastIndexOf('@');
    try {
      return at < 0
          ? TemplateRef.current(text)
          : TemplateRef.label(text.substring(0, at), text.substring(at + 1));
    } catch (InvalidTemplateException e) {
      return TemplateRef.current(text); // what stands behind the sign can be no label
    }
  }

  Mono<ServerResponse> getVersion(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON, APPLICATION_YAML));
    String id = RequestPath.id(request);
    return registry
        .load(id, RequestPath.version(request, id))
        .map(template -> represent(template, type, request));
  }

  Mono<ServerResponse> put(ServerRequest request) {
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    String id = RequestPath.id(request);
    return body.read(request, id)
        .flatMap(
            template ->
                preconditions
                    .forSave(request, id)
                    .flatMap(condition -> save(request, template, condition, type)));
  }

  private Mono<ServerResponse> save(
      ServerRequest request, TemplateSpec template, WriteCondition condition, MediaType type) {
    String id = template.id();
    return existsBefore(id, condition)
        .flatMap(
            existed ->
                registry
                    .save(template, condition)
                    .flatMap(
                        commit ->
                            Json.body(
                                ServerResponse.status(existed ? HttpStatus.OK : HttpStatus.CREATED)
                                    .location(location(request, id))
                                    .contentType(type),
                                SavedView.of(template, commit))));
  }

  /** Where a condition holds, it says so; the registry may be a cache that does not know yet. */
  private Mono<Boolean> existsBefore(String id, WriteCondition condition) {
    return condition.equals(WriteCondition.any())
        ? registry.exists(id)
        : Mono.just(!condition.equals(WriteCondition.absent()));
  }

  Mono<ServerResponse> delete(ServerRequest request) {
    String id = RequestPath.id(request);
    return preconditions
        .forDelete(request, id)
        .flatMap(condition -> registry.delete(id, condition))
        .then(Mono.defer(() -> ServerResponse.noContent().build()));
  }

  private ServerResponse represent(TemplateSpec template, MediaType type, ServerRequest request) {
    return RepresentationAnswer.of(request, representations.of(template, type), type);
  }

  /** Where the routes are mounted is told by what of the path is not theirs. */
  private static URI location(ServerRequest request, String id) {
    return URI.create(
        Mount.base(request) + "/templates/" + UriUtils.encode(id, StandardCharsets.UTF_8));
  }
}
