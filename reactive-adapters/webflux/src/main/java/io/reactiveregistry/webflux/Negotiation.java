package io.reactiveregistry.webflux;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.NotAcceptableStatusException;

/** Chooses the form of an answer by the request's Accept header. */
final class Negotiation {

  private Negotiation() {}

  /**
   * The form that the client likes best; the earlier one among equals.
   *
   * @throws NotAcceptableStatusException when it accepts none of them
   */
  static MediaType choose(ServerRequest request, List<MediaType> offered) {
    List<MediaType> accepted = accepted(request, offered);
    if (accepted.isEmpty()) {
      return offered.get(0);
    }
    MediaType best = offered.get(0);
    for (MediaType candidate : offered) {
      if (quality(candidate, accepted) > quality(best, accepted)) {
        best = candidate;
      }
    }
    if (quality(best, accepted) == 0) {
      throw new NotAcceptableStatusException(offered);
    }
    return best;
  }

  /** The same for forms of a stream. */
  static StreamForm chooseForm(ServerRequest request, List<StreamForm> offered) {
    return StreamForm.of(choose(request, offered.stream().map(StreamForm::type).toList()));
  }

  private static List<MediaType> accepted(ServerRequest request, List<MediaType> offered) {
    try {
      return request.headers().accept();
    } catch (InvalidMediaTypeException e) {
      throw new NotAcceptableStatusException(offered);
    }
  }

  /** Of the ranges that match, the most specific one decides. */
  private static double quality(MediaType candidate, List<MediaType> accepted) {
    return accepted.stream()
        .filter(range -> range.includes(candidate))
        .max(Comparator.comparing(Negotiation::specificity))
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }

  private static int specificity(MediaType range) {
    if (range.isWildcardType()) {
      return 0;
    }
    return range.isWildcardSubtype() ? 1 : 2;
  }
}
