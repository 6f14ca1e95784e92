package io.reactiveregistry.examples.promptserver;

import io.reactiveregistry.error.RegistryException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the store could not be opened, in place of a stack trace. */
final class RegistryFailureAnalyzer extends AbstractFailureAnalyzer<RegistryException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RegistryException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Choose the directory of the store with --prompt-server.store=<directory>.",
        cause);
  }
}
