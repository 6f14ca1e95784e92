package io.reactiveregistry.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says that the store needs a directory. */
final class StorePathMissingFailureAnalyzer
    extends AbstractFailureAnalyzer<StorePathMissingException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, StorePathMissingException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set reactive-registry.path to a directory, such as reactive-registry.path=/var/lib/prompts; it is created when there is none. Or declare a ReactiveRegistry bean of your own.",
        cause);
  }
}
