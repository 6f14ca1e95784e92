package io.reactiveregistry.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property has to be another one, and what its limit is. */
final class RefusedPropertyFailureAnalyzer
    extends AbstractFailureAnalyzer<RefusedPropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RefusedPropertyException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set %s to a value within the limit, or leave it out to have the default."
            .formatted(cause.properties()),
        cause);
  }
}
