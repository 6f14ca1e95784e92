package io.reactiveregistry.webflux;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a client sends who wants to see a template filled in that need not be saved: {@code
 * {"template": {"id": "greeting", "template": "Hello {{ name }}"}, "inputs": {"name": "Ada"}}}.
 *
 * <p>For handlers of an application; the routes of {@link TemplateRoutes} render nothing.
 *
 * @param template read as strictly as the routes read one that is saved
 * @param inputs as JSON has them, which the renderer has yet to bring into their types
 */
public record RenderingRequest(TemplateSpec template, Map<String, @Nullable Object> inputs) {

  private static final Set<String> FIELDS = Set.of("template", "inputs");
  private static final String UNKNOWN_FIELD = "give only a template and inputs";
  private static final StrictJson ENVELOPE = new StrictJson();
  private static final TemplateJson TEMPLATE = new TemplateJson();

  /**
   * Reads it from the body of a request, which has to be {@code application/json}. Emits it on a
   * thread of {@link Schedulers#parallel()}, so that the event loop does not parse what is large.
   *
   * @param maxBytes the largest body that is read
   * @param timeout how long it may take to arrive
   * @return the request; or {@link InvalidTemplateException} with the path to what is wrong; or a
   *     {@link org.springframework.web.server.ResponseStatusException} for a body of another type,
   *     one that is no JSON, too large, or does not arrive. What has not been read of the body then
   *     is not: the connection is closed with the answer.
   */
  public static Mono<RenderingRequest> read(ServerRequest request, int maxBytes, Duration timeout) {
    return Mono.defer(
            () -> {
              MediaType unused = RequestBody.type(request, List.of(MediaType.APPLICATION_JSON));
              return new RequestBody(maxBytes, timeout).read(request);
            })
        .publishOn(Schedulers.parallel())
        .map(bytes -> parse(StrictUtf8.decode(bytes, "The body")))
        .doOnError(error -> UnreadBody.closeIfUnread(request.exchange()));
  }

  private static RenderingRequest parse(String text) {
    Map<String, @Nullable Object> fields = ENVELOPE.read(text);
    StrictJson.requireKnown(fields, FIELDS, "", UNKNOWN_FIELD);
    return new RenderingRequest(
        template(StrictJson.map(fields.get("template"), "template")),
        StrictJson.mapOrEmpty(fields.get("inputs"), "inputs"));
  }

  private static TemplateSpec template(Map<String, @Nullable Object> fields) {
    String json = new String(Json.bytes(fields), StandardCharsets.UTF_8);
    try {
      return TEMPLATE.read(json, null);
    } catch (InvalidTemplateException e) {
      throw e.within("template");
    }
  }
}
