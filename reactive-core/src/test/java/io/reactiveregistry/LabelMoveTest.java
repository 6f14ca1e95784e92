package io.reactiveregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactiveregistry.LabelMove.LabelCondition;
import io.reactiveregistry.error.ConflictException;
import io.reactiveregistry.error.InvalidTemplateException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMoveTest {

  private static final String ROCKET = "\uD83D\uDE80";

  @Test
  void aMoveGoesToAVersionWhereverTheLabelStands() {
    assertThat(LabelMove.to("a", "live", "1.0.0"))
        .isEqualTo(new LabelMove("a", "live", "1.0.0", LabelCondition.any()));
  }

  @Test
  void aRemovalGoesNowhere() {
    assertThat(LabelMove.remove("a", "live"))
        .isEqualTo(new LabelMove("a", "live", null, LabelCondition.any()));
  }

  @Test
  void aConditionChangesNothingElse() {
    assertThat(LabelMove.to("a", "live", "2.0.0").ifAt("1.0.0"))
        .isEqualTo(new LabelMove("a", "live", "2.0.0", LabelCondition.at("1.0.0")));
    assertThat(LabelMove.to("a", "live", "2.0.0").ifAbsent())
        .isEqualTo(new LabelMove("a", "live", "2.0.0", LabelCondition.absent()));
    assertThat(LabelMove.remove("a", "live").ifAt("1.0.0"))
        .isEqualTo(new LabelMove("a", "live", null, LabelCondition.at("1.0.0")));
  }

  @Test
  void theLastConditionCounts() {
    assertThat(LabelMove.to("a", "live", "2.0.0").ifAbsent().ifAt("1.0.0").condition())
        .isEqualTo(LabelCondition.at("1.0.0"));
  }

  static Stream<Arguments> refusedLabels() {
    return Stream.of(
        Arguments.of(null, "it is null"),
        Arguments.of("", "empty or blank"),
        Arguments.of(" \t", "empty or blank"),
        Arguments.of("a:b", "'a:b' contains ':' or '@'"),
        Arguments.of("a@b", "'a@b' contains ':' or '@'"),
        Arguments.of("@", "contains ':' or '@'"),
        Arguments.of("a\nb", "U+000A at index 1"),
        Arguments.of("\uD83D", "unpaired surrogate U+D83D at index 0"));
  }

  @ParameterizedTest
  @MethodSource("refusedLabels")
  void aLabelThatNoTemplateCanHaveIsRefused(String label, String reason) {
    InvalidTemplateException failure =
        assertRefused("label", () -> LabelMove.to("a", label, "1.0.0"));

    assertThat(failure.reason()).contains(reason);
    assertThat(failure.getMessage().chars()).noneMatch(Character::isISOControl);
    assertRefused("label", () -> LabelMove.remove("a", label));
    assertRefused("label", () -> LabelMove.requireValidLabel("a", label));
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "v1", "next week", "a/b", "1.0.0", "\u00E9", ROCKET, "-", "#"})
  void anyOtherNameIsALabel(String label) {
    assertThat(LabelMove.requireValidLabel("a", label)).isEqualTo(label);
    assertThat(LabelMove.to("a:b@c", label, "1.0.0").label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00E9", "\u20AC", ROCKET})
  void idAndLabelTogetherTakeAtMost511BytesOfUtf8(String letter) {
    int width = letter.getBytes(StandardCharsets.UTF_8).length;
    String longest = letter.repeat(506 / width) + "x".repeat(506 % width);

    assertThat(LabelMove.remove(longest, "live").id()).isEqualTo(longest);
    assertThat(assertRefused("id", () -> LabelMove.remove(longest, "live1")).reason())
        .contains("id:label takes 512 bytes of UTF-8, at most 511");
  }

  @Test
  void whatIsTheLongerOfIdAndLabelIsToBeShortened() {
    String longText = "x".repeat(600);

    assertThat(assertRefused("label", () -> LabelMove.remove("a", longText)).reason())
        .startsWith("id:label takes 602 bytes of UTF-8, at most 511 are allowed")
        .contains("shorten the label 'xxx");
    assertThat(assertRefused("id", () -> LabelMove.remove(longText, "live")).reason())
        .contains("shorten the id 'xxx");
  }

  @Test
  void theIdAndTheVersionsAreCheckedToo() {
    assertRefused("id", () -> LabelMove.to("", "live", "1.0.0"));
    assertRefused("id", () -> LabelMove.remove(null, "live"));
    assertRefused("version", () -> LabelMove.to("a", "live", "1:0"));
    assertRefused("version", () -> LabelMove.to("a", "live", null));
    assertRefused("version", () -> LabelMove.remove("a", "live").ifAt("1:0"));
    assertRefused("version", () -> LabelMove.remove("a", "live").ifAt(null));
    assertRefused("id", () -> LabelMove.to("x".repeat(505), "live", "1.0.0+build"));
  }

  @Test
  void anywhereIsAlwaysMet() {
    assertMet(LabelCondition.any(), null);
    assertMet(LabelCondition.any(), "1.0.0");
  }

  @Test
  void nowhereIsMetByNoLabelOnly() {
    assertMet(LabelCondition.absent(), null);
    assertConflict(LabelCondition.absent(), null, "1.0.0");
  }

  @Test
  void aPlaceIsMetByThatVersionOnly() {
    assertMet(LabelCondition.at("1.0.0"), "1.0.0");
    assertConflict(LabelCondition.at("1.0.0"), "1.0.0", "1.0.0+build");
    assertConflict(LabelCondition.at("1.0.0"), "1.0.0", null);
  }

  private static void assertMet(LabelCondition condition, String actual) {
    assertThatNoException().isThrownBy(() -> condition.requireMet("a", "live", actual));
  }

  private static void assertConflict(LabelCondition condition, String expected, String actual) {
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> condition.requireMet("a", "live", actual))
        .satisfies(
            conflict -> {
              assertThat(conflict.subject()).isEqualTo(ConflictException.Subject.LABEL);
              assertThat(conflict.id()).isEqualTo("a");
              assertThat(conflict.expected()).isEqualTo(expected);
              assertThat(conflict.actual()).isEqualTo(actual);
            });
  }

  private static InvalidTemplateException assertRefused(String path, ThrowingCallable creation) {
    InvalidTemplateException failure =
        catchThrowableOfType(InvalidTemplateException.class, creation);
    assertThat(failure).isNotNull();
    assertThat(failure.path()).isEqualTo(path);
    return failure;
  }
}
