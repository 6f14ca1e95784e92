package io.reactiveregistry.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The latest revisions are known, the earlier ones are forgotten, and no other is taken for one.
 */
class ToldRevisionsTest {

  private final ToldRevisions told = new ToldRevisions();

  @Test
  void nothingIsKnownInTheBeginning() {
    assertThat(LongStream.range(0, 5_000).filter(told::contains)).isEmpty();
  }

  @Test
  void theLatestAreKnown() {
    LongStream.range(1, 5_000).forEach(told::add);

    assertThat(LongStream.range(4_000, 5_000).allMatch(told::contains)).isTrue();
    assertThat(told.contains(1)).isFalse();
    assertThat(told.contains(5_000)).isFalse();
  }

  @Test
  void oneThatOthersHaveTakenIsNotKnown() {
    told.add(7);
    told.add(9);

    assertThat(told.contains(8)).isFalse();
    assertThat(told.contains(7 + 1024)).isFalse();
  }
}
