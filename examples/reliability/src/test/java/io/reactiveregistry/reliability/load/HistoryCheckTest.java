package io.reactiveregistry.reliability.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.reliability.load.History.Read;
import io.reactiveregistry.reliability.load.History.Write;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCheckTest {

  private static final Register A = Register.current("a");
  private static final Register B = Register.current("b");

  private final List<String> told = new ArrayList<>();
  private final HistoryCheck check = new HistoryCheck(new Findings(told::add));
  private final List<Write> writes = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>();

  @Test
  void acceptsWhatOneOrderExplains() {
    read(1, 2, A, Register.ABSENT);
    write(3, 6, 1, save("a", "x"));
    read(4, 7, A, Register.ABSENT);
    read(5, 8, A, "x");
    write(9, 10, 2, new Step.Delete("a"));
    read(11, 12, A, Register.ABSENT);

    assertThat(violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noticesAReadOlderThanAnAcknowledgedWrite(boolean cached) {
    write(1, 2, 1, save("a", "x"));
    write(3, 4, 2, save("a", "y"));
    reads.add(new Read(5, 6, A, "x", cached));

    assertThat(violations())
        .singleElement()
        .asString()
        .contains(cached ? "cached" : "direct", "read of a saw x", "revision 2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noticesThatAReadBeforeHadSeenALaterWrite(boolean cached) {
    write(1, 2, 1, save("a", "x"));
    write(3, 20, 2, save("a", "y"));
    reads.add(new Read(4, 5, A, "y", cached));
    reads.add(new Read(6, 7, A, "x", cached));

    assertThat(violations()).singleElement().asString().contains("read of a saw x");
  }

  @Test
  void allowsTheOlderValueToAReadThatBeganBefore() {
    write(1, 2, 1, save("a", "x"));
    write(3, 20, 2, save("a", "y"));
    read(4, 7, A, "x");
    read(5, 6, A, "y");

    assertThat(violations()).isEmpty();
  }

  @Test
  void allowsTheVaultTheOlderValueUntilTheWriteIsAcknowledged() {
    write(1, 2, 1, save("a", "x"));
    write(3, 20, 2, save("a", "y"));
    read(4, 5, A, "y");
    reads.add(new Read(6, 7, A, "x", true));

    assertThat(violations()).isEmpty();
  }

  @Test
  void noticesWhatNobodyHasWritten() {
    read(1, 2, A, "x");

    assertThat(violations()).singleElement().asString().contains("saw x");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noticesWhatNobodyHadBegunToWrite(boolean cached) {
    reads.add(new Read(1, 2, A, "x", cached));
    write(3, 4, 1, save("a", "x"));

    assertThat(violations()).singleElement().asString().contains("read of a saw x");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noticesAWriteThatCameBeforeWhatHadBeenSeenWhenItBegan(boolean cached) {
    write(1, 20, 2, save("a", "y"));
    reads.add(new Read(2, 3, A, "y", cached));
    write(4, 21, 1, save("a", "x"));

    assertThat(violations()).singleElement().asString().contains("revision 1 was given");
  }

  @Test
  void holdsAWrongReadAgainstNobodyElse() {
    write(1, 2, 1, save("a", "x"));
    write(3, 4, 2, save("a", "y"));
    read(5, 6, A, "x");
    read(7, 8, A, "y");
    write(9, 10, 3, save("a", "z"));
    write(11, 12, 4, new Step.Delete("a"));

    assertThat(violations()).hasSize(1);
  }

  @Test
  void findsThePlaceOfAValueThatWasThereTwice() {
    write(1, 30, 1, save("a", "x"));
    write(2, 30, 2, new Step.Delete("a"));
    write(3, 30, 3, save("a", "y"));
    read(4, 5, A, Register.ABSENT);
    read(6, 7, A, "x");
    read(8, 9, A, Register.ABSENT);
    read(10, 11, A, "y");

    assertThat(violations()).isEmpty();
  }

  @Test
  void noticesABatchSeenInPartByReadsThatFollowEachOther() {
    write(1, 20, 1, save("a", "x"), save("b", "y"));
    read(2, 3, A, "x");
    read(4, 5, B, Register.ABSENT);

    assertThat(violations()).singleElement().asString().contains("read of b saw nothing");
  }

  @Test
  void allowsABatchToComeBetweenReads() {
    write(1, 20, 1, save("a", "x"), save("b", "y"));
    read(2, 3, B, Register.ABSENT);
    read(4, 5, A, "x");

    assertThat(violations()).isEmpty();
  }

  @Test
  void noticesALostUpdate() {
    write(1, 2, 1, save("a", "x"));
    write(3, 10, 2, new Step.Save("a", "1", "y", "x"));
    write(4, 11, 3, new Step.Save("a", "1", "z", "x"));

    assertThat(violations())
        .containsExactly("violation revision 3 was written where not: a holds x");
  }

  @Test
  void noticesADeletionOfWhatIsAbsent() {
    write(1, 2, 1, new Step.Delete("a"));

    assertThat(violations()).singleElement().asString().contains("a does not hold nothing");
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 4})
  void noticesARevisionThatDoesNotIncrease(long second) {
    write(1, 2, 5, save("a", "x"));
    write(3, 4, second, save("b", "y"));

    assertThat(violations()).isNotEmpty().first().asString().contains("revision " + second);
  }

  @Test
  void followsALabelToTheBodyOfItsVersion() {
    write(1, 2, 1, save("a", "x"));
    write(3, 4, 2, new Step.Move("a", "live", Register.ABSENT, "1"));
    read(5, 6, Register.label("a", "live"), "x");
    write(7, 8, 3, save("a", "y"));
    read(9, 10, Register.label("a", "live"), "y");
    read(11, 12, Register.place("a", "live"), "1");
    write(13, 14, 4, new Step.Delete("a"));
    read(15, 16, Register.place("a", "live"), Register.ABSENT);
    read(17, 18, Register.version("a", "1"), Register.ABSENT);
    assertThat(violations()).isEmpty();

    reads.add(new Read(19, 20, Register.label("a", "live"), "y", true));
    assertThat(violations()).singleElement().asString().contains("a@live saw y");
  }

  @Test
  void noticesALabelMovedFromWhereItDidNotStand() {
    write(1, 2, 1, save("a", "x"));
    write(3, 4, 2, new Step.Move("a", "live", "2", "1"));

    assertThat(violations()).singleElement().asString().contains("the place of a@live holds 2");
  }

  @Test
  void goesOnFromOneRoundToTheNext() {
    write(1, 2, 1, save("a", "x"));
    write(3, 4, 2, save("a", "y"));
    assertThat(violations()).isEmpty();

    read(5, 6, A, "y");
    assertThat(violations()).isEmpty();
    read(7, 8, A, "x");
    assertThat(violations()).hasSize(1);
    assertThat(check.checked()).isEqualTo(4);
  }

  private static Step save(String id, String body) {
    return new Step.Save(id, "1", body, null);
  }

  private void write(long begin, long end, long revision, Step... steps) {
    writes.add(new Write(begin, end, revision, List.of(steps)));
  }

  private void read(long begin, long end, Register register, String seen) {
    reads.add(new Read(begin, end, register, seen, false));
  }

  /** Of what was added since. */
  private List<String> violations() {
    check.check(List.copyOf(writes), List.copyOf(reads));
    writes.clear();
    reads.clear();
    return told;
  }
}
