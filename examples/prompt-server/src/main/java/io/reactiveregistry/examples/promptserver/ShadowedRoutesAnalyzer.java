package io.reactiveregistry.examples.promptserver;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property puts the routes of the registry elsewhere. */
final class ShadowedRoutesAnalyzer extends AbstractFailureAnalyzer<ShadowedRoutesException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ShadowedRoutesException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set reactive-registry.web.base-path to a path of which this server has nothing, or leave it out.",
        cause);
  }
}
