package io.reactiveregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Scale.Rounds ONE_WARM_UP_TWO_ROUNDS =
      new Scale.Rounds(1, 2, Duration.ofHours(1));

  private final List<String> events = new ArrayList<>();

  @Test
  void letsContendersTakeTurnsAndTheLastOneBeginTheNextRound() throws Exception {
    run(new Recorded("A"), new Recorded("B"));

    assertThat(events)
        .filteredOn(event -> event.contains("runs"))
        .containsExactly("A runs 0", "B runs 0", "B runs 1", "A runs 1", "A runs 2", "B runs 2");
  }

  @Test
  void preparesBeforeAndCleansUpAfterEveryTurn() throws Exception {
    run(new Recorded("A"));

    assertThat(events).startsWith("A prepares", "A runs 0", "A cleans up", "A prepares");
  }

  @Test
  void cleansUpAfterATurnThatFails() {
    Contender failing =
        new Recorded("A") {
          @Override
          public void run(int round) {
            throw new IllegalStateException("broken");
          }
        };

    assertThatThrownBy(() -> run(failing)).hasMessage("broken");
    assertThat(events).containsExactly("A prepares", "A cleans up");
  }

  @Test
  void countsOnlyTheRoundsAfterTheWarmUp() throws Exception {
    Measurements measured = run(new Recorded("A"));

    assertThat(measured.perSecond().get("A")).hasSize(2).doesNotContain(0);
  }

  @Test
  void stopsAfterAFewRoundsWhenTimeIsUp() throws Exception {
    Measurements measured =
        new Comparison(new Scale.Rounds(1, 100, Duration.ZERO), message -> {}, 1)
            .run("work", List.of(new Recorded("A")));

    assertThat(measured.perSecond().get("A")).hasSize(3);
  }

  @Test
  void takesTheMedianOfTheRatiosNotTheRatioOfTheMedians() {
    Measurements measured =
        new Measurements(
            "work", Map.of("ours", new double[] {10, 20, 90}, "theirs", new double[] {10, 40, 30}));

    Ratio ratio = measured.ratio("work", "ours", "theirs", null);

    assertThat(ratio.perSecond()).isEqualTo(20);
    assertThat(ratio.baselinePerSecond()).isEqualTo(30);
    assertThat(ratio.spread().median()).isCloseTo(1.0, within(1e-9));
  }

  @Test
  void namesAContenderThatIsNotThere() {
    Measurements measured = new Measurements("work", Map.of("ours", new double[] {1}));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> measured.ratio("work", "ours", "theirs", null))
        .withMessageContaining("theirs");
  }

  private Measurements run(Contender... contenders) throws Exception {
    return new Comparison(ONE_WARM_UP_TWO_ROUNDS, message -> {}, 1)
        .run("work", List.of(contenders));
  }

  private class Recorded implements Contender {

    private final String name;

    Recorded(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int operations() {
      return 1;
    }

    @Override
    public void prepare() {
      events.add(name + " prepares");
    }

    @Override
    public void run(int round) {
      events.add(name + " runs " + round);
    }

    @Override
    public void cleanUp() {
      events.add(name + " cleans up");
    }
  }
}
