package io.reactiveregistry.webflux;

import java.util.List;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/**
 * What a request that reads expects of what is there: If-None-Match and If-Match, as RFC 9110, 13.1
 * has them. Spring looks at the latter, and at a star in the former, only where something is
 * written.
 */
final class ReadConditions {

  private ReadConditions() {}

  /**
   * Whether the client has what would be sent.
   *
   * @throws ResponseStatusException 412 when it is not what the client expects
   */
  static boolean isWithClient(ServerRequest request, String entityTag) {
    HttpHeaders headers = request.exchange().getRequest().getHeaders();
    List<String> match = headers.get(HttpHeaders.IF_MATCH);
    if (match != null) {
      requireMatch(String.join(",", match), entityTag);
    }
    return "*".equals(headers.getFirst(HttpHeaders.IF_NONE_MATCH))
        || request.exchange().checkNotModified(entityTag);
  }

  private static void requireMatch(String expected, String entityTag) {
    List<ETag> tags = EntityTags.parse(expected);
    if (tags.isEmpty()) {
      throw new ServerWebInputException(
          "If-Match has no entity tag; send the ETag of a GET, in its quotes");
    }
    boolean matches =
        tags.stream().anyMatch(tag -> tag.isWildcard() || tag.formattedTag().equals(entityTag));
    if (!matches) {
      throw new ResponseStatusException(
          HttpStatus.PRECONDITION_FAILED,
          "What is there has the entity tag %s and is not what If-Match names; send it without"
              .formatted(entityTag));
    }
  }
}
