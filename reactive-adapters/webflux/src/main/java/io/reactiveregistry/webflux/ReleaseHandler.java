package io.reactiveregistry.webflux;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.error.InvalidTemplateException;
import io.reactiveregistry.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Moves labels of one template or of many as one unit.
 *
 * <pre>
 *   {"moves": [
 *     {"id": "greeting", "label": "live", "version": "1.2.0"},
 *     {"id": "farewell", "label": "live", "version": "2.0.0", "expected": "1.9.0"},
 *     {"id": "apology", "label": "live", "version": null}
 *   ]}
 * </pre>
 *
 * A version of null removes the label. With {@code expected} the label has to stand there, or, for
 * null, nowhere; where it does not, no label is moved.
 */
final class ReleaseHandler {

  private static final String EXPECTED = "expected";
  private static final Set<String> FIELDS = Set.of("id", "label", "version", EXPECTED);
  private static final String UNKNOWN_FIELD =
      "a release has no such field; it is {\"moves\": [{\"id\", \"label\", \"version\", \"expected\"}]}";

  private final ReactiveRegistry registry;
  private final RequestBody body;

  /** What was done. */
  private record ReleasedView(int moves, long revision) {}

  ReleaseHandler(ReactiveRegistry registry, RequestBody body) {
    this.registry = registry;
    this.body = body;
  }

  Mono<ServerResponse> post(ServerRequest request) {
    Preconditions.requireNone(request);
    MediaType type = Negotiation.choose(request, List.of(APPLICATION_JSON));
    MediaType unused = RequestBody.type(request, List.of(APPLICATION_JSON));
    return body.read(request)
        .publishOn(Schedulers.parallel())
        .map(ReleaseHandler::moves)
        .flatMap(
            moves ->
                registry
                    .moveLabels(moves)
                    .flatMap(
                        commit ->
                            Json.body(
                                ServerResponse.ok().contentType(type),
                                new ReleasedView(moves.size(), commit.revision()))));
  }

  private static List<LabelMove> moves(byte[] bytes) {
    JsonObject fields = JsonInput.object(bytes);
    fields.requireOnly(Set.of("moves"), UNKNOWN_FIELD);
    if (!(fields.value("moves") instanceof List<?> list) || list.isEmpty()) {
      throw new InvalidTemplateException("moves", "it must be an array of at least one move");
    }
    List<LabelMove> moves = new ArrayList<>();
    for (Object each : list) {
      moves.add(move(JsonObject.of(each, "moves[%d]".formatted(moves.size()))));
    }
    return moves;
  }

  private static LabelMove move(JsonObject fields) {
    fields.requireOnly(FIELDS, UNKNOWN_FIELD);
    String id = fields.requiredText("id");
    String label = fields.requiredText("label");
    if (!fields.has("version")) {
      throw new InvalidTemplateException(
          fields.pathTo("version"), "it is missing; null removes the label");
    }
    String version = fields.text("version");
    String expected = fields.text(EXPECTED);
    try {
      LabelMove move =
          version == null ? LabelMove.remove(id, label) : LabelMove.to(id, label, version);
      if (!fields.has(EXPECTED)) {
        return move;
      }
      return expected == null ? move.ifAbsent() : move.ifAt(expected);
    } catch (InvalidTemplateException e) {
      throw e.within(fields.path());
    }
  }
}
