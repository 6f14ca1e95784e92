package io.reactiveregistry.webflux;

import io.reactiveregistry.error.ConflictException;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An entry that ends an import, since the caller wants that. */
final class RefusedEntryException extends ErrorResponseException {

  private static final long serialVersionUID = 1L;

  RefusedEntryException(Refusal refusal) {
    super(refusal.status(), problem(refusal), null);
  }

  /** A version that cannot be changed, with both its hashes, as where it is saved alone. */
  static RefusedEntryException of(long line, ConflictException conflict) {
    RefusedEntryException refused = new RefusedEntryException(Refusal.conflict(line, conflict));
    refused.getBody().setProperty("expected", conflict.expected());
    refused.getBody().setProperty("actual", conflict.actual());
    return refused;
  }

  private static ProblemDetail problem(Refusal refusal) {
    String where = refusal.path() == null ? "" : refusal.path() + ": ";
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            refusal.status(), "Line %d: %s%s".formatted(refusal.line(), where, refusal.reason()));
    problem.setProperty("line", refusal.line());
    if (refusal.path() != null) {
      problem.setProperty("path", refusal.path());
    }
    return problem;
  }
}
