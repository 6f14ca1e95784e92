package io.reactiveregistry.webflux;

import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebInputException;

/**
 * Why an entry of an import is not saved.
 *
 * @param line where it is wrong, or where the entry begins
 * @param status what a request with this entry alone would be answered with
 * @param path which field is wrong, or null when it is the whole
 */
record Refusal(long line, HttpStatus status, @Nullable String path, String reason) {

  static Refusal tooLong(long line, int maxBytes) {
    return new Refusal(
        line,
        HttpStatus.CONTENT_TOO_LARGE,
        null,
        "it has more than %d bytes, which is as much as is taken".formatted(maxBytes));
  }

  static Refusal invalid(long line, InvalidTemplateException error) {
    return new Refusal(line, HttpStatus.UNPROCESSABLE_CONTENT, error.path(), error.reason());
  }

  static Refusal malformed(long line, ServerWebInputException error) {
    return new Refusal(
        line,
        HttpStatus.BAD_REQUEST,
        null,
        Objects.requireNonNullElse(error.getReason(), "it cannot be read"));
  }

  static Refusal conflict(long line, ConflictException error) {
    return new Refusal(
        line,
        HttpStatus.CONFLICT,
        null,
        Objects.requireNonNullElse(error.getMessage(), "a conflict"));
  }

  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("line", line);
    if (path != null) {
      fields.put("path", path);
    }
    fields.put("reason", reason);
    return fields;
  }
}
