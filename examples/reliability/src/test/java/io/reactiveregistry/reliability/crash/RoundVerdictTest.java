package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundVerdictTest {

  /** With it the first three units are saves. */
  private static final long SEED = seed();

  private static final RoundMain.Round ROUND =
      new RoundMain.Round(Path.of("store"), SEED, 2, new Fault(3, Fault.Kind.EIO, false), false);

  @Test
  void whatIsAcknowledgedMustBeThere() {
    assertThat(wrong(Map.of(1, "ack", 2, "ack", 3, "ack"), 1, 2, 3)).isNull();
    assertThat(wrong(Map.of(1, "ack", 2, "ack", 3, "ack"), 1, 3)).contains("expected");
  }

  @Test
  void whatHasFailedMustNotBeThere() {
    assertThat(wrong(Map.of(1, "ack", 2, "StorageException", 3, "ack"), 1, 3)).isNull();
    assertThat(wrong(Map.of(1, "ack", 2, "StorageException", 3, "ack"), 1, 2, 3)).isNotNull();
  }

  @Test
  void anUnknownOutcomeIsEither() {
    Map<Integer, String> outcomes = Map.of(1, "ack", 2, "UnknownOutcomeException", 3, "ack");

    assertThat(wrong(outcomes, 1, 3)).isNull();
    assertThat(wrong(outcomes, 1, 2, 3)).isNull();
    assertThat(wrong(outcomes, 3)).isNotNull();
  }

  @Test
  void otherErrorsAndHangsAreWrong() {
    assertThat(wrong(Map.of(1, "ack", 2, "NullPointerException", 3, "ack"), 1, 3))
        .contains("unit 2 ended with NullPointerException");
    assertThat(wrong(Map.of(1, "ack", 2, "Hang", 3, "ack"), 1, 3)).contains("Hang");
  }

  @Test
  void writingMustGoOnAfterwards() {
    assertThat(wrong(Map.of(1, "ack", 2, "ack", 3, "StorageException"), 1, 2))
        .contains("disk that is well again");
  }

  @Test
  void aDeathIsWrong() {
    RoundReply reply =
        new RoundReply(false, 0, 0, new TreeMap<>(), List.of(), List.of(), false, List.of());

    assertThat(new RoundVerdict(ROUND, reply).wrong()).contains("died");
  }

  private static long seed() {
    return LongStream.iterate(1, seed -> seed + 1)
        .filter(
            seed ->
                IntStream.rangeClosed(1, 3)
                    .noneMatch(number -> WriteUnit.of(seed, number).saves().isEmpty()))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable String wrong(Map<Integer, String> outcomes, int... present) {
    ExpectedState state = new ExpectedState();
    for (int number : present) {
      state.apply(WriteUnit.of(SEED, number));
    }
    RoundReply reply =
        new RoundReply(
            true, 9, 1, new TreeMap<>(outcomes), state.lines(), List.of(), false, List.of());
    return new RoundVerdict(ROUND, reply).wrong();
  }
}
