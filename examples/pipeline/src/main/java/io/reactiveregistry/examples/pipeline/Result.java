package io.reactiveregistry.examples.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of an event: an answer, or why there is none.
 *
 * @param id the id of the event, or the number of its line where it cannot be read
 */
record Result(String id, @Nullable String answer, @Nullable String error) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The id is the one that came back from the model, so it has gone the whole way. */
  static Result answered(Answer answer) {
    return new Result(answer.correlationId(), answer.text(), null);
  }

  static Result failed(String id, Throwable error) {
    return new Result(
        id, null, Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName()));
  }

  boolean isAnswered() {
    return error == null;
  }

  /** The result as one line of JSON. */
  String toLine() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put(isAnswered() ? "answer" : "error", isAnswered() ? answer : error);
    return JSON.writeValueAsString(fields);
  }
}
