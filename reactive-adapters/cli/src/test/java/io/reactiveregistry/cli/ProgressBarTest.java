package io.reactiveregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.migration.MigrationProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final StringWriter terminal = new StringWriter();

  @Test
  void drawsOnOneLineAndTakesItAway() {
    try (ProgressBar bar = new ProgressBar(new PrintWriter(terminal), true)) {
      bar.accept(new MigrationProgress(5_000, 10_000, 0));
    }

    assertThat(terminal.toString())
        .contains("\r[###############---------------]  50%  5,000 of 10,000")
        .doesNotContain("\n")
        .endsWith(" \r");
  }

  @Test
  void drawsNothingWhereNobodyWatches() {
    try (ProgressBar bar = new ProgressBar(new PrintWriter(terminal), false)) {
      bar.accept(new MigrationProgress(1, 1, 0));
    }

    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void anEmptySourceIsDone() {
    try (ProgressBar bar = new ProgressBar(new PrintWriter(terminal), true)) {
      bar.accept(new MigrationProgress(0, 0, 0));
    }

    assertThat(terminal.toString()).contains("100%");
  }
}
