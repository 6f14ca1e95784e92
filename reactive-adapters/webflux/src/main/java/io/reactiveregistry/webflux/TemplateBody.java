package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_YAML;

import io.reactiveregistry.TemplateSpec;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads the template in the body of a request, as JSON or YAML. */
final class TemplateBody {

  private static final List<MediaType> SUPPORTED = List.of(APPLICATION_JSON, APPLICATION_YAML);

  private final RequestBody body;
  private final YamlInput yaml;

  TemplateBody(RequestBody body) {
    this.body = body;
    this.yaml = new YamlInput(body.maxBytes());
  }

  /**
   * The template in the body, which must be the one that the path names.
   *
   * <p>The body is parsed away from the event loop: a large one takes milliseconds, in which other
   * connections would wait.
   */
  Mono<TemplateSpec> read(ServerRequest request, String id) {
    MediaType type = RequestBody.type(request, SUPPORTED);
    return body.read(request)
        .publishOn(Schedulers.parallel())
        .map(
            bytes ->
                APPLICATION_YAML.includes(type)
                    ? yaml.template(bytes)
                    : JsonInput.template(bytes, id))
        .doOnNext(template -> requireSameId(template, id));
  }

  private static void requireSameId(TemplateSpec template, String id) {
    if (!template.id().equals(id)) {
      throw new ServerWebInputException(
          "The body has the id '%s' and the URL '%s'; use the same one in both"
              .formatted(template.id(), id));
    }
  }
}
