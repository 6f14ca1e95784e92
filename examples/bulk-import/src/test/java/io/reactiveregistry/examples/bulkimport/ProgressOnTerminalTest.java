package io.reactiveregistry.examples.bulkimport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What is drawn. When the bar moves is a matter of its own clock; the last frame comes at the end.
 */
class ProgressOnTerminalTest {

  private static final String REFUSAL = "line 2: template: it is missing";

  private final ByteArrayOutputStream drawn = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(drawn, true, UTF_8);

  /** Each goes back to the beginning of the line and draws over the one before. */
  private List<String> frames() {
    assertThat(drawn.toString(UTF_8)).startsWith("\r").endsWith("\n");
    return List.of(drawn.toString(UTF_8).substring(1).stripTrailing().split("\r"));
  }

  private String lastFrame() {
    return frames().get(frames().size() - 1);
  }

  @Test
  void theBarIsFullWhenAllAreIn() {
    try (Progress progress = new ProgressOnTerminal(OptionalLong.of(2_000), terminal)) {
      progress.accept(1_000);
      progress.accept(2_000);
    }

    assertThat(lastFrame())
        .startsWith("Importing 100% [=")
        .contains("=] 2000/2000 ")
        .contains("/s");
  }

  @Test
  void whatIsPrintedNextHasALineOfItsOwnHoweverShortTheImportWas() {
    new ProgressOnTerminal(OptionalLong.of(1), terminal).close();

    assertThat(drawn.toString(UTF_8))
        .endsWith(System.lineSeparator())
        .containsOnlyOnce(System.lineSeparator());
  }

  @Test
  void theBarShowsHowFarAnImportCameThatEndsEarly() {
    try (Progress progress = new ProgressOnTerminal(OptionalLong.of(2_000), terminal)) {
      progress.accept(500);
    }

    assertThat(lastFrame()).startsWith("Importing  25% [=").contains(" 500/2000 ");
  }

  @Test
  void whereNobodyKnowsHowManyThereWillBeTheNumberIsShownAndNoShare() {
    try (Progress progress = new ProgressOnTerminal(OptionalLong.empty(), terminal)) {
      progress.accept(500);
    }

    assertThat(lastFrame()).startsWith("Importing  ? % [").contains(" 500/? ");
  }

  @Test
  void noFrameIsWiderThanTheTerminal() {
    try (Progress progress = new ProgressOnTerminal(OptionalLong.of(Long.MAX_VALUE), terminal)) {
      progress.accept(Long.MAX_VALUE - 1);
    }

    assertThat(frames())
        .allSatisfy(frame -> assertThat(frame).hasSizeLessThanOrEqualTo(ProgressOnTerminal.WIDTH));
    assertThat(lastFrame().length()).isGreaterThan(ProgressOnTerminal.WIDTH / 2);
  }

  @Test
  void aLineThatStaysTakesTheWholeLineAndTheBarGoesOnBelow() {
    try (Progress progress = new ProgressOnTerminal(OptionalLong.of(2_000), terminal)) {
      progress.accept(1_000);
      progress.print(REFUSAL);
      progress.accept(2_000);
    }

    assertThat(frames()).contains("\u001B[K" + REFUSAL + System.lineSeparator());
    assertThat(lastFrame()).contains("2000/2000");
  }
}
