package io.reactiveregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteConditionTest {

  private static final TemplateSpec ONE = TemplateSpec.builder("a").template("one").build();
  private static final TemplateSpec TWO = TemplateSpec.builder("a").template("two").build();

  private static final String HASH =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @Test
  void anythingIsAlwaysMet() {
    assertMet(WriteCondition.any(), null);
    assertMet(WriteCondition.any(), ONE);
  }

  @Test
  void absentIsMetByNoTemplateOnly() {
    assertMet(WriteCondition.absent(), null);
    assertConflict(WriteCondition.absent(), ONE, null, ONE.contentHash());
  }

  @Test
  void presentIsMetByAnyTemplateAndByNothingElse() {
    assertMet(WriteCondition.present(), ONE);
    assertMet(WriteCondition.present(), TWO);
    assertConflict(WriteCondition.present(), null, ConflictException.ANY_CONTENT, null);
  }

  @Test
  void aHashIsMetByThatContentOnly() {
    WriteCondition condition = WriteCondition.contentHash(ONE.contentHash());

    assertMet(condition, ONE);
    assertConflict(condition, TWO, ONE.contentHash(), TWO.contentHash());
    assertConflict(condition, null, ONE.contentHash(), null);
  }

  @Test
  void absentIsTheOneThatNothingCanBeDeletedUnder() {
    for (WriteCondition condition :
        List.of(WriteCondition.any(), WriteCondition.present(), WriteCondition.contentHash(HASH))) {
      assertThatNoException().isThrownBy(condition::requireFitForDelete);
    }
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(WriteCondition.absent()::requireFitForDelete)
        .satisfies(failure -> assertThat(failure.path()).isEqualTo("condition"))
        .withMessageContaining("give any(), present() or contentHash(String)");
  }

  @Test
  void equalConditionsAreEqual() {
    assertThat(WriteCondition.contentHash(HASH)).isEqualTo(WriteCondition.contentHash(HASH));
    assertThat(WriteCondition.absent())
        .isEqualTo(WriteCondition.absent())
        .isNotEqualTo(WriteCondition.any());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "*",
        "0123456789abcdef",
        "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
        "g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        " 123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        HASH + "0",
        HASH + "\n",
        "\"" + HASH + "\""
      })
  void whatIsNoHashIsRefused(String hash) {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> WriteCondition.contentHash(hash))
        .satisfies(
            failure -> {
              assertThat(failure.path()).isEqualTo("contentHash");
              assertThat(failure.getMessage().chars()).noneMatch(Character::isISOControl);
            })
        .withMessageContaining("64 hexadecimal digits in lower case");
  }

  private static void assertMet(WriteCondition condition, TemplateSpec current) {
    assertThatNoException().isThrownBy(() -> condition.requireMet("a", current));
  }

  private static void assertConflict(
      WriteCondition condition, TemplateSpec current, String expected, String actual) {
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> condition.requireMet("a", current))
        .satisfies(
            conflict -> {
              assertThat(conflict.subject()).isEqualTo(ConflictException.Subject.CURRENT);
              assertThat(conflict.id()).isEqualTo("a");
              assertThat(conflict.expected()).isEqualTo(expected);
              assertThat(conflict.actual()).isEqualTo(actual);
            });
  }
}
