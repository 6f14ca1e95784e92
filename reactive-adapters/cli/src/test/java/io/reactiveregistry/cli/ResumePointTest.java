package io.reactiveregistry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResumePointTest {

  private final ResumePoint point = new ResumePoint();

  @Test
  void ofTheLastRevisionMoreMayBeToCome() {
    point.printed(6);
    point.printed(7);

    assertThat(point.describe(3L)).isEqualTo("go on with --after 6, which repeats revision 7");
  }

  @Test
  void whereNothingWasPrintedItIsWhereItBegan() {
    assertThat(point.describe(3L)).isEqualTo("go on with --after 3");
    assertThat(point.describe(null)).isEqualTo("there was no change");
  }
}
