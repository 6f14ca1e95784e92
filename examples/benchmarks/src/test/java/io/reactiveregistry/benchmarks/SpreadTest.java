package io.reactiveregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void takesTheMiddleNumberWhateverTheOrder() {
    assertThat(Spread.of(5, 1, 4, 2, 3)).isEqualTo(new Spread(2, 3, 4));
  }

  @Test
  void interpolatesBetweenNeighbours() {
    assertThat(Spread.of(1, 2, 3, 4)).isEqualTo(new Spread(1.75, 2.5, 3.25));
  }

  @Test
  void isOneNumberThriceWhenThereIsOnlyOne() {
    assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void isNotShiftedByOneWildRound() {
    assertThat(Spread.of(2, 2, 1_000, 2, 2).median()).isEqualTo(2);
  }

  @Test
  void refusesNoNumbers() {
    assertThatIllegalArgumentException().isThrownBy(Spread::of);
  }
}
