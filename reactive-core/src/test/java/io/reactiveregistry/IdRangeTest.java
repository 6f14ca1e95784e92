package io.reactiveregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.error.InvalidTemplateException;
import org.junit.jupiter.api.Test;

class IdRangeTest {

  @Test
  void theWholeRangeContainsEveryId() {
    assertThat(IdRange.all().contains("a")).isTrue();
    assertThat(IdRange.all().contains("\uDBFF\uDFFF")).isTrue();
    assertThat(IdRange.all()).isEqualTo(IdRange.prefix(""));
  }

  @Test
  void aPrefixContainsTheIdsThatBeginWithIt() {
    IdRange range = IdRange.prefix("support/");

    assertThat(range.contains("support/reply")).isTrue();
    assertThat(range.contains("support/")).isTrue();
    assertThat(range.contains("support")).isFalse();
    assertThat(range.contains("Support/reply")).isFalse();
  }

  @Test
  void afterLeavesOutTheIdItselfAndAllBefore() {
    IdRange range = IdRange.prefix("a").after("ab");

    assertThat(range.contains("ab")).isFalse();
    assertThat(range.contains("aa")).isFalse();
    assertThat(range.contains("ab ")).isTrue();
    assertThat(range.contains("b")).isFalse();
  }

  @Test
  void afterGoesByTheOrderOfBytes() {
    assertThat(IdRange.all().after("\uFFFD").contains("\uD83D\uDE80")).isTrue();
    assertThat(IdRange.all().after("\uD83D\uDE80").contains("\uFFFD")).isFalse();
  }

  @Test
  void afterReplacesAnEarlierOneAndKeepsThePrefix() {
    assertThat(IdRange.prefix("a").after("ab").after("aa")).isEqualTo(new IdRange("a", "aa"));
  }

  @Test
  void halfACharacterIsRefused() {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> IdRange.prefix("a\uD83D"))
        .satisfies(failure -> assertThat(failure.path()).isEqualTo("prefix"));
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> IdRange.all().after("\uDE80"))
        .satisfies(failure -> assertThat(failure.path()).isEqualTo("after"));
  }
}
