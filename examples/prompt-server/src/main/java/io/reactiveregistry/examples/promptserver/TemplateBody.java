package io.reactiveregistry.examples.promptserver;

import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_YAML;

import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.yaml.ParsedTemplate;
import io.reactiveregistry.yaml.YamlTemplates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads the template in the body of a request, as JSON or YAML. */
final class TemplateBody {

  private static final List<MediaType> SUPPORTED = List.of(APPLICATION_JSON, APPLICATION_YAML);

  private final TemplateJson json = new TemplateJson();
  private final int maxBytes;
  private final Duration timeout;

  /**
   * @param maxBytes the largest body that is read
   * @param timeout how long a body may take to arrive
   */
  TemplateBody(int maxBytes, Duration timeout) {
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  /**
   * The template in the body, which must be the one that the path names.
   *
   * <p>The body is parsed away from the event loop: a large one takes milliseconds, in which other
   * connections would wait.
   */
  Mono<TemplateSpec> read(ServerRequest request, String id) {
    MediaType type = contentType(request);
    return bytes(request)
        .publishOn(Schedulers.parallel())
        .map(bytes -> APPLICATION_YAML.includes(type) ? yaml(bytes) : json(bytes, id))
        .doOnNext(template -> requireSameId(template, id));
  }

  private TemplateSpec json(byte[] bytes, String id) {
    return json.read(StrictUtf8.decode(bytes, "The body"), id);
  }

  private TemplateSpec yaml(byte[] bytes) {
    ParsedTemplate parsed = YamlTemplates.parseWithWarnings(bytes, "body", maxBytes);
    parsed.unknownFields().stream()
        .findFirst()
        .ifPresent(
            field -> {
              throw new InvalidTemplateException(field.field(), TemplateJson.UNKNOWN_FIELD);
            });
    return parsed.template();
  }

  private static void requireSameId(TemplateSpec template, String id) {
    if (!template.id().equals(id)) {
      throw new ServerWebInputException(
          "The body has the id '%s' and the URL '%s'; use the same one in both"
              .formatted(template.id(), id));
    }
  }

  private Mono<byte[]> bytes(ServerRequest request) {
    if (request.headers().contentLength().orElse(0) > maxBytes) {
      return Mono.error(tooLarge(null));
    }
    return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), maxBytes)
        .timeout(timeout)
        .onErrorMap(DataBufferLimitException.class, this::tooLarge)
        .onErrorMap(TimeoutException.class, this::tooSlow)
        .map(TemplateBody::release)
        .switchIfEmpty(
            Mono.error(() -> new ServerWebInputException("The body is empty; send a template")));
  }

  private ResponseStatusException tooLarge(@Nullable Throwable cause) {
    return new ResponseStatusException(
        HttpStatus.CONTENT_TOO_LARGE,
        "The body has more than %d bytes; shorten it, or raise prompt-server.max-body-size"
            .formatted(maxBytes),
        cause);
  }

  private ResponseStatusException tooSlow(Throwable cause) {
    return new ResponseStatusException(
        HttpStatus.REQUEST_TIMEOUT,
        "The body was not complete after %d ms; send it again".formatted(timeout.toMillis()),
        cause);
  }

  private static byte[] release(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static MediaType contentType(ServerRequest request) {
    MediaType type;
    try {
      type = request.headers().contentType().orElse(null);
    } catch (InvalidMediaTypeException e) {
      throw unsupported(e.getMediaType());
    }
    boolean supported = type != null && SUPPORTED.stream().anyMatch(it -> it.includes(type));
    boolean utf8 =
        type == null
            || type.getCharset() == null
            || StandardCharsets.UTF_8.equals(type.getCharset());
    if (type == null || !supported || !utf8) {
      throw unsupported(type);
    }
    return type;
  }

  private static UnsupportedMediaTypeStatusException unsupported(@Nullable Object type) {
    UnsupportedMediaTypeStatusException error =
        new UnsupportedMediaTypeStatusException("unsupported", SUPPORTED);
    error
        .getBody()
        .setDetail(
            (type == null
                    ? "The body has no Content-Type"
                    : "The Content-Type '%s' is not supported".formatted(type))
                + "; send application/json or application/yaml, in UTF-8");
    return error;
  }
}
