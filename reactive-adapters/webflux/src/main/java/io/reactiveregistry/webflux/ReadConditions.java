package io.reactiveregistry.webflux;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;

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
    boolean matches =
        EntityTags.ofIfMatch(expected).stream()
            .anyMatch(tag -> tag.isWildcard() || tag.formattedTag().equals(entityTag));
    if (!matches) {
      ResponseStatusException refused =
          new ResponseStatusException(
              HttpStatus.PRECONDITION_FAILED,
              "What is there is not what If-Match names; leave it out to have what is there");
      refused.getBody().setProperty("expected", expected);
      refused.getBody().setProperty("actual", entityTag);
      throw refused;
    }
  }
}
