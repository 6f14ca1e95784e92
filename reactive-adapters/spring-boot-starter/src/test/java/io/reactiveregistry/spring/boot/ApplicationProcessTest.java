package io.reactiveregistry.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that hangs does not hang the tests. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ApplicationProcessTest {

  private static Process process(String script) throws IOException {
    return new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
  }

  @Test
  void whatAProcessPrintsIsReadToItsEnd() throws Exception {
    assertThat(ApplicationProcess.printedBy(process("echo a; echo b >&2"), Duration.ofSeconds(20)))
        .isEqualTo("a\nb\n");
  }

  @Test
  void oneThatDoesNotEndInTimeIsEnded() throws Exception {
    Process process = process("exec sleep 600");

    assertThatThrownBy(() -> ApplicationProcess.printedBy(process, Duration.ofMillis(50)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("It ended within PT0.05S");
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneOfWhichNobodyWaitsForTheEndAnyMoreIsEnded() throws Exception {
    Process process = process("exec sleep 600");

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ApplicationProcess.printedBy(process, Duration.ofSeconds(20)))
        .isInstanceOf(InterruptedException.class);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }
}
