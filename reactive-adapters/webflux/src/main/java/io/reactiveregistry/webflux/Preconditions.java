package io.reactiveregistry.webflux;

import io.reactiveregistry.LabelMove;
import io.reactiveregistry.ReactiveRegistry;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.WriteCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

/** What a request that writes expects of the template that is there: If-Match, If-None-Match. */
final class Preconditions {

  private static final String ANY = "*";

  private final ReactiveRegistry registry;

  Preconditions(ReactiveRegistry registry) {
    this.registry = registry;
  }

  /**
   * The condition for a save.
   *
   * <p>One entity tag, and {@code *}, are compared where the template is written. Of several tags
   * the one that the template has now is taken; when it is replaced before the write, that is
   * refused.
   */
  Mono<WriteCondition> forSave(ServerRequest request, String id) {
    List<String> match = request.headers().header(HttpHeaders.IF_MATCH);
    List<String> noneMatch = request.headers().header(HttpHeaders.IF_NONE_MATCH);
    if (match.isEmpty()) {
      return Mono.just(noneMatch.isEmpty() ? WriteCondition.any() : absent(noneMatch));
    }
    requireNotBoth(match, noneMatch);
    return matching(String.join(",", match), id);
  }

  /** The condition for a deletion: the same, but that nothing can be deleted where nothing is. */
  Mono<WriteCondition> forDelete(ServerRequest request, String id) {
    if (request.headers().asHttpHeaders().containsHeader(HttpHeaders.IF_NONE_MATCH)) {
      throw new ServerWebInputException(
          "DELETE takes If-Match, but not If-None-Match, for which there would have to be nothing to delete; nothing was done, send it without");
    }
    List<String> match = request.headers().header(HttpHeaders.IF_MATCH);
    return match.isEmpty()
        ? Mono.just(WriteCondition.any())
        : matching(String.join(",", match), id);
  }

  /** For what cannot be done under a condition: ignoring one would do what nobody wants. */
  static void requireNone(ServerRequest request) {
    HttpHeaders headers = request.headers().asHttpHeaders();
    if (headers.containsHeader(HttpHeaders.IF_MATCH)
        || headers.containsHeader(HttpHeaders.IF_NONE_MATCH)) {
      throw new ServerWebInputException(
          "%s takes neither If-Match nor If-None-Match; nothing was done, send it without them"
              .formatted(request.method()));
    }
  }

  /**
   * The move of a label under the condition of the request: that the label stands where the one
   * entity tag of If-Match says, or, for If-None-Match: *, nowhere.
   */
  static LabelMove forLabel(ServerRequest request, LabelMove move) {
    List<String> match = request.headers().header(HttpHeaders.IF_MATCH);
    List<String> noneMatch = request.headers().header(HttpHeaders.IF_NONE_MATCH);
    if (match.isEmpty() && noneMatch.isEmpty()) {
      return move;
    }
    requireNotBoth(match, noneMatch);
    if (match.isEmpty()) {
      requireAny(noneMatch);
      return move.ifAbsent();
    }
    List<ETag> tags = EntityTags.parse(String.join(",", match));
    if (tags.size() != 1 || tags.get(0).isWildcard() || tags.get(0).weak()) {
      throw new ServerWebInputException(
          "If-Match must be the one strong entity tag of a label; send the ETag of a GET, in its quotes");
    }
    return valid(() -> move.ifAt(EntityTags.version(tags.get(0))));
  }

  private static LabelMove valid(Supplier<LabelMove> move) {
    try {
      return move.get();
    } catch (InvalidTemplateException e) {
      throw new ServerWebInputException("If-Match names no version: " + e.reason(), null, e);
    }
  }

  private static void requireNotBoth(List<String> match, List<String> noneMatch) {
    if (!match.isEmpty() && !noneMatch.isEmpty()) {
      throw new ServerWebInputException(
          "There are If-Match and If-None-Match, which contradict each other; send one of them");
    }
  }

  private static void requireAny(List<String> noneMatch) {
    if (!noneMatch.equals(List.of(ANY))) {
      throw new ServerWebInputException(
          "If-None-Match must be * where something is written: it is written only when there is none");
    }
  }

  private static WriteCondition absent(List<String> noneMatch) {
    requireAny(noneMatch);
    return WriteCondition.absent();
  }

  private Mono<WriteCondition> matching(String expected, String id) {
    List<ETag> tags = EntityTags.ofIfMatch(expected);
    if (tags.get(0).isWildcard()) {
      return Mono.just(WriteCondition.present());
    }
    String hash = EntityTags.contentHash(tags.get(0));
    if (tags.size() == 1 && hash != null) {
      return Mono.just(WriteCondition.contentHash(hash));
    }
    return registry
        .find(id)
        .map(TemplateSpec::contentHash)
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .map(
            current ->
                current
                    .filter(actual -> tags.stream().anyMatch(tag -> isOf(actual, tag)))
                    .map(WriteCondition::contentHash)
                    .orElseThrow(
                        () -> ConflictException.ofContent(id, expected, current.orElse(null))));
  }

  private static boolean isOf(String contentHash, ETag tag) {
    return contentHash.equals(EntityTags.contentHash(tag));
  }
}
