package io.reactiveregistry.reliability.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private static final long SEED = 7;

  @TempDir private Path directory;
  private Ledger ledger;

  @BeforeEach
  void begin() {
    ledger = new Ledger(SEED, directory.resolve("expected.txt"));
  }

  @Test
  void anAcknowledgedUnitMustBeThere() throws IOException {
    ledger.acknowledge(5);

    assertThat(ledger.settle(after(4), 3)).contains("after unit 5");
  }

  @Test
  void unitsUnderWayMayBeThereOrNot() throws IOException {
    ledger.acknowledge(5);
    assertThat(ledger.settle(after(7), 3)).isNull();
    assertThat(ledger.next()).isEqualTo(8);

    ledger.acknowledge(9);
    assertThat(ledger.settle(after(9), 3)).isNull();
    assertThat(ledger.next()).isEqualTo(10);
  }

  @Test
  void moreThanWasUnderWayMustNotBeThere() throws IOException {
    ledger.acknowledge(5);

    assertThat(ledger.settle(after(9), 3)).isNotNull();
  }

  @Test
  void aPartOfABatchIsNoticed() throws IOException {
    int batch = firstBatch();
    ledger.acknowledge(batch - 1);
    ExpectedState part = stateAfter(batch - 1);
    WriteUnit whole = WriteUnit.of(SEED, batch);
    part.apply(WriteUnit.saving(batch, whole.saves().subList(0, 1)));

    assertThat(ledger.settle(part.lines(), 1)).isNotNull();
  }

  @Test
  void aChangedContentIsNoticed() throws IOException {
    ledger.acknowledge(5);
    List<String> lines = new ArrayList<>(after(5));
    lines.set(0, lines.get(0).replaceFirst("=.", "=?"));

    assertThat(ledger.settle(lines, 3)).contains("expected").contains("=?");
  }

  @Test
  void aUnitFollowsFromSeedAndNumber() {
    assertThat(WriteUnit.of(SEED, 12)).isEqualTo(WriteUnit.of(SEED, 12));
    assertThat(WriteUnit.of(SEED, 12)).isNotEqualTo(WriteUnit.of(SEED + 1, 12));
  }

  private static int firstBatch() {
    int number = 1;
    while (WriteUnit.of(SEED, number).saves().size() < 2) {
      number++;
    }
    return number;
  }

  private static List<String> after(int units) {
    return stateAfter(units).lines();
  }

  private static ExpectedState stateAfter(int units) {
    ExpectedState state = new ExpectedState();
    for (int number = 1; number <= units; number++) {
      state.apply(WriteUnit.of(SEED, number));
    }
    return state;
  }
}
