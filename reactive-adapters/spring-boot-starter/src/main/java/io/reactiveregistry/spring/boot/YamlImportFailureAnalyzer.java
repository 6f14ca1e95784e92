package io.reactiveregistry.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which files could not be imported. */
final class YamlImportFailureAnalyzer extends AbstractFailureAnalyzer<YamlImportException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, YamlImportException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Correct reactive-registry.yaml-import.path or the files that are named; reactive-registry.yaml-import.on-failure=warn starts without them.",
        cause);
  }
}
