package io.reactiveregistry.webflux;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;

/** Reads the body of a request, within limits of size and time. */
final class RequestBody {

  private final int maxBytes;
  private final Duration timeout;

  /**
   * @param maxBytes the largest body that is read
   * @param timeout how long a body may take to arrive
   */
  RequestBody(int maxBytes, Duration timeout) {
    this.maxBytes = maxBytes;
    this.timeout = timeout;
  }

  int maxBytes() {
    return maxBytes;
  }

  Duration timeout() {
    return timeout;
  }

  /** The bytes of the body, of which there is at least one. */
  Mono<byte[]> read(ServerRequest request) {
    if (request.headers().contentLength().orElse(0) > maxBytes) {
      return Mono.error(tooLarge(null));
    }
    return DataBufferUtils.join(ArrivingBody.of(request), maxBytes)
        .doOnSuccess(buffer -> UnreadBody.isRead(request))
        .map(BufferBytes::drain) // a buffer that arrives as the time is up would be lost below
        .timeout(timeout)
        .onErrorMap(DataBufferLimitException.class, this::tooLarge)
        .onErrorMap(TimeoutException.class, this::tooSlow)
        .switchIfEmpty(
            Mono.error(
                () -> new ServerWebInputException("The body is empty; send what is to be saved")));
  }

  /**
   * The type of the body.
   *
   * @throws UnsupportedMediaTypeStatusException when it is none of those supported, in UTF-8
   */
  static MediaType type(ServerRequest request, List<MediaType> supported) {
    MediaType type;
    try {
      type = request.headers().contentType().orElse(null);
    } catch (InvalidMediaTypeException e) {
      throw unsupported(e.getMediaType(), supported);
    }
    boolean known = type != null && supported.stream().anyMatch(it -> it.includes(type));
    boolean utf8 =
        type == null
            || type.getCharset() == null
            || StandardCharsets.UTF_8.equals(type.getCharset());
    if (type == null || !known || !utf8) {
      throw unsupported(type, supported);
    }
    requireNotEncoded(request);
    return type;
  }

  private static void requireNotEncoded(ServerRequest request) {
    String encoding = request.headers().firstHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ResponseStatusException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "The Content-Encoding '%s' is not supported; send the body as it is".formatted(encoding));
    }
  }

  private ResponseStatusException tooLarge(@Nullable Throwable cause) {
    return new ResponseStatusException(
        HttpStatus.CONTENT_TOO_LARGE,
        "The body has more than %d bytes, which is as much as is taken; shorten it"
            .formatted(maxBytes),
        cause);
  }

  private ResponseStatusException tooSlow(Throwable cause) {
    return new ResponseStatusException(
        HttpStatus.REQUEST_TIMEOUT,
        "The body was not complete after %d ms; send it again".formatted(timeout.toMillis()),
        cause);
  }

  /** For a body of any length, of which no part has arrived in time. */
  ResponseStatusException nothingArrived() {
    return new ResponseStatusException(
        HttpStatus.REQUEST_TIMEOUT,
        "Nothing of the body arrived for %d ms; send it again".formatted(timeout.toMillis()));
  }

  private static UnsupportedMediaTypeStatusException unsupported(
      @Nullable Object type, List<MediaType> supported) {
    UnsupportedMediaTypeStatusException error =
        new UnsupportedMediaTypeStatusException("unsupported", supported);
    error
        .getBody()
        .setDetail(
            (type == null
                    ? "The body has no Content-Type"
                    : "The Content-Type '%s' is not supported".formatted(type))
                + "; send %s, in UTF-8"
                    .formatted(
                        supported.stream()
                            .map(MediaType::toString)
                            .collect(Collectors.joining(" or "))));
    return error;
  }
}
