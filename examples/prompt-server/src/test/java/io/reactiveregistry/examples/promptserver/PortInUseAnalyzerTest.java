package io.reactiveregistry.examples.promptserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

class PortInUseAnalyzerTest {

  @Test
  void aPortThatIsTakenIsNamedWithTheOptionThatChoosesAnother() {
    FailureAnalysis analysis =
        new PortInUseAnalyzer().analyze(new IllegalStateException(new PortInUseException(8080)));
    assertThat(analysis.getDescription()).isEqualTo("Port 8080 is already in use.");
    assertThat(analysis.getAction()).contains("--server.port=");
  }
}
