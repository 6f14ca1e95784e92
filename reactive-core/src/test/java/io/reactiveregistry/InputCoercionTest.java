package io.reactiveregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputCoercionTest {

  @Test
  void aMissingInputTakesItsDefault() {
    assertThat(coerceNothing(InputSpec.optional(InputType.STRING, "x"))).isEqualTo("x");
    assertThat(coerceNothing(new InputSpec(InputType.NUMBER, true, 3))).isEqualTo(3L);
  }

  @Test
  void aMissingOptionalInputWithoutADefaultIsNull() {
    assertThat(coerceNothing(InputSpec.optional(InputType.OBJECT, null))).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aMissingRequiredInputIsRefused(InputType type) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> coerceNothing(InputSpec.required(type)))
        .withMessageContaining("'in'")
        .withMessageContaining("'template-id'")
        .withMessageContaining(type.label())
        .withMessageContaining("no value was given")
        .satisfies(
            failure -> {
              assertThat(failure.input()).isEqualTo("in");
              assertThat(failure.templateId()).isEqualTo("template-id");
              assertThat(failure.expectedType()).isEqualTo(type.label());
              assertThat(failure.isRetryable()).isFalse();
            });
  }

  @ParameterizedTest
  @EnumSource
  void anInputGivenAsNullStaysNull(InputType type) {
    assertThat(coerce(type, null)).isNull();
  }

  @Test
  void inputsThatAreNotDeclaredAreDropped() {
    TemplateSpec spec =
        TemplateSpec.builder("a").input("in", InputSpec.required(InputType.STRING)).build();

    assertThat(spec.coerceInputs(Map.of("in", "x", "other", "y"))).isEqualTo(Map.of("in", "x"));
  }

  @Test
  void theResultHasTheOrderOfTheDeclarationAndCannotBeChanged() {
    InputSpec input = InputSpec.optional(InputType.STRING, null);
    TemplateSpec spec =
        TemplateSpec.builder("a").input("z", input).input("m", input).input("a", input).build();

    Map<String, @Nullable Object> coerced = spec.coerceInputs(Map.of("a", 1, "m", 2, "z", 3));

    assertThat(coerced.keySet()).containsExactly("z", "m", "a");
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(coerced::clear);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(InputType.STRING, "x", "x"),
        Arguments.of(InputType.STRING, 1, "1"),
        Arguments.of(InputType.STRING, 1.5, "1.5"),
        Arguments.of(InputType.STRING, true, "true"),
        Arguments.of(InputType.STRING, List.of("a", 1), "[a, 1]"),
        Arguments.of(InputType.NUMBER, (byte) 7, 7L),
        Arguments.of(InputType.NUMBER, (short) 7, 7L),
        Arguments.of(InputType.NUMBER, 7, 7L),
        Arguments.of(InputType.NUMBER, Long.MAX_VALUE, Long.MAX_VALUE),
        Arguments.of(InputType.NUMBER, BigInteger.valueOf(Long.MIN_VALUE), Long.MIN_VALUE),
        Arguments.of(InputType.NUMBER, BigInteger.ONE.shiftLeft(63), 0x1p63),
        Arguments.of(InputType.NUMBER, new BigDecimal("0.25"), 0.25),
        Arguments.of(InputType.NUMBER, 0.5f, 0.5),
        Arguments.of(InputType.NUMBER, "12", 12.0),
        Arguments.of(InputType.NUMBER, " -1.5e3\n", -1500.0),
        Arguments.of(InputType.NUMBER, "+.5", 0.5),
        Arguments.of(InputType.NUMBER, "5.", 5.0),
        Arguments.of(InputType.BOOLEAN, true, true),
        Arguments.of(InputType.BOOLEAN, false, false),
        Arguments.of(InputType.BOOLEAN, 0, false),
        Arguments.of(InputType.BOOLEAN, -0.0, false),
        Arguments.of(InputType.BOOLEAN, 0.1, true),
        Arguments.of(InputType.BOOLEAN, -1L, true),
        Arguments.of(InputType.BOOLEAN, "1", true),
        Arguments.of(InputType.BOOLEAN, "TRUE", true),
        Arguments.of(InputType.BOOLEAN, "Yes", true),
        Arguments.of(InputType.BOOLEAN, "y", true),
        Arguments.of(InputType.BOOLEAN, "on", false),
        Arguments.of(InputType.BOOLEAN, " true", false),
        Arguments.of(InputType.BOOLEAN, "", false),
        Arguments.of(InputType.BOOLEAN, "nonsense", false),
        Arguments.of(InputType.STRING_ARRAY, List.of("a", "b"), List.of("a", "b")),
        Arguments.of(InputType.STRING_ARRAY, List.of(), List.of()),
        Arguments.of(InputType.STRING_ARRAY, "a,b", List.of("a,b")),
        Arguments.of(InputType.OBJECT, Map.of(), Map.of()),
        Arguments.of(InputType.OBJECT, Map.of("k", 1), Map.of("k", 1)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aFittingValueIsBroughtIntoTheType(InputType type, Object value, Object expected) {
    assertThat(coerce(type, value)).isEqualTo(expected);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(InputType.NUMBER, true, "a truth value"),
        Arguments.of(InputType.NUMBER, "", "a text"),
        Arguments.of(InputType.NUMBER, "one", "a text"),
        Arguments.of(InputType.NUMBER, "0x10", "a text"),
        Arguments.of(InputType.NUMBER, "1d", "a text"),
        Arguments.of(InputType.NUMBER, "NaN", "a text"),
        Arguments.of(InputType.NUMBER, "Infinity", "a text"),
        Arguments.of(InputType.NUMBER, "1e999", "not finite"),
        Arguments.of(InputType.NUMBER, Double.NaN, "not finite"),
        Arguments.of(InputType.NUMBER, Float.POSITIVE_INFINITY, "not finite"),
        Arguments.of(InputType.NUMBER, List.of(1), "a list not only of texts"),
        Arguments.of(InputType.BOOLEAN, List.of(true), "a list not only of texts"),
        Arguments.of(InputType.BOOLEAN, Map.of(), "a map"),
        Arguments.of(InputType.STRING_ARRAY, List.of("a", 1), "a list not only of texts"),
        Arguments.of(InputType.STRING_ARRAY, Arrays.asList("a", null), "a list not only of texts"),
        Arguments.of(InputType.STRING_ARRAY, 1, "a number"),
        Arguments.of(InputType.STRING_ARRAY, Map.of(), "a map"),
        Arguments.of(InputType.OBJECT, "{}", "a text"),
        Arguments.of(InputType.OBJECT, List.of(), "a list of texts"),
        Arguments.of(InputType.OBJECT, new ArrayList<>(List.of("a")), "a list of texts"),
        Arguments.of(InputType.OBJECT, new BigInteger("9".repeat(30)), "a number"),
        Arguments.of(InputType.OBJECT, Locale.ROOT, "a Locale"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void aMisfitIsRefusedNamingTheInputTheTypeAndWhatWasGiven(
      InputType type, Object value, String given) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> coerce(type, value))
        .withMessageContaining("Input 'in' of template 'template-id': expected " + type.label())
        .withMessageContaining(given);
  }

  /** A long run of digits must not make the check of the text take for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "e", "e+", ".x", "..", ".1e"})
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLongTextThatIsNoNumberIsRefusedAtOnce(String end) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> coerce(InputType.NUMBER, "1".repeat(100_000) + end));
  }

  private static @Nullable Object coerceNothing(InputSpec input) {
    return spec(input).coerceInputs(Map.of()).get("in");
  }

  private static @Nullable Object coerce(InputType type, @Nullable Object value) {
    return spec(InputSpec.required(type))
        .coerceInputs(Collections.singletonMap("in", value))
        .get("in");
  }

  private static TemplateSpec spec(InputSpec input) {
    return TemplateSpec.builder("template-id").input("in", input).build();
  }
}
