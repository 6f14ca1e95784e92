package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.TemplateChange;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeLineTest {

  static Stream<TemplateChange> changes() {
    return Stream.of(
        new TemplateChange.Saved(1, "prompt-01", "1.0.0"),
        new TemplateChange.Deleted(23, "prompt-01"),
        new TemplateChange.VersionDeleted(4, "prompt-01", "1.0.0"),
        new TemplateChange.LabelMoved(5, "prompt-01", "live", "1.0.0"),
        new TemplateChange.LabelMoved(6, "prompt-01", "live", null),
        new TemplateChange.Resync(7));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void isReadAsItWasWritten(TemplateChange change) {
    assertThat(ChangeLine.parse(ChangeLine.of(change))).isEqualTo(change);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void isNoChangeWhenDeathHasCutItShort(TemplateChange change) {
    String line = ChangeLine.of(change);

    for (int length = 0; length < line.length(); length++) {
      assertThat(ChangeLine.parse(line.substring(0, length))).isNull();
    }
  }
}
