package io.reactiveregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.error.InvalidTemplateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputSpecTest {

  static Stream<Arguments> aDefaultMayBeOfTheDeclaredType() {
    return Stream.of(
        Arguments.of(InputType.STRING, "", ""),
        Arguments.of(InputType.NUMBER, 1, 1L),
        Arguments.of(InputType.NUMBER, 1.5f, 1.5),
        Arguments.of(InputType.BOOLEAN, false, false),
        Arguments.of(InputType.STRING_ARRAY, List.of(), List.of()),
        Arguments.of(InputType.STRING_ARRAY, List.of("a", "b"), List.of("a", "b")),
        Arguments.of(InputType.OBJECT, Map.of("k", 1), Map.of("k", 1L)));
  }

  @ParameterizedTest
  @MethodSource
  void aDefaultMayBeOfTheDeclaredType(InputType type, Object value, Object normalized) {
    assertThat(InputSpec.optional(type, value).defaultValue()).isEqualTo(normalized);
  }

  static Stream<Arguments> aDefaultMustNotContradictTheDeclaredType() {
    return Stream.of(
        Arguments.of(InputType.STRING, 1),
        Arguments.of(InputType.NUMBER, "1"),
        Arguments.of(InputType.NUMBER, true),
        Arguments.of(InputType.BOOLEAN, "true"),
        Arguments.of(InputType.BOOLEAN, 1),
        Arguments.of(InputType.STRING_ARRAY, "a"),
        Arguments.of(InputType.STRING_ARRAY, List.of("a", 1)),
        Arguments.of(InputType.STRING_ARRAY, Arrays.asList("a", null)),
        Arguments.of(InputType.OBJECT, List.of()));
  }

  @ParameterizedTest
  @MethodSource
  void aDefaultMustNotContradictTheDeclaredType(InputType type, Object value) {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> InputSpec.optional(type, value))
        .withMessageContaining("contradicts the declared type " + type.label())
        .satisfies(failure -> assertThat(failure.path()).isEqualTo("default"));
  }

  @Test
  void aDefaultOfAnotherTypeIsNamedInWordsOfTheDocument() {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> InputSpec.optional(InputType.OBJECT, List.of("a")))
        .withMessageContaining("a list of texts contradicts the declared type object");
  }

  @Test
  void aDefaultMustBeStorable() {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> InputSpec.optional(InputType.NUMBER, Double.NaN))
        .withMessageContaining("NaN");
  }

  @Test
  void aDescriptionMustBeWellFormed() {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> new InputSpec(InputType.STRING, true, null, "\uD83D"))
        .satisfies(failure -> assertThat(failure.path()).isEqualTo("description"));
  }

  @Test
  void aDefaultIsCopied() {
    List<String> names = new ArrayList<>(List.of("a"));
    InputSpec input = InputSpec.optional(InputType.STRING_ARRAY, names);

    names.add("b");

    assertThat(input.defaultValue()).isEqualTo(List.of("a"));
  }

  @Test
  void theShorthandsLeaveTheRestOut() {
    assertThat(InputSpec.required(InputType.OBJECT))
        .isEqualTo(new InputSpec(InputType.OBJECT, true, null, null));
    assertThat(new InputSpec(InputType.STRING, true, "x"))
        .isEqualTo(new InputSpec(InputType.STRING, true, "x", null));
  }

  @ParameterizedTest
  @EnumSource
  void aTypeIsFoundByItsLabel(InputType type) {
    assertThat(InputType.fromLabel(type.label())).isSameAs(type);
  }

  @Test
  void theLabelsAreThoseOfTheFormat() {
    assertThat(InputType.values())
        .extracting(InputType::label)
        .containsExactly("string", "number", "boolean", "array<string>", "object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "String", "array", "array<number>", "int", " string"})
  void anUnknownLabelIsRefusedNamingTheKnownOnes(String label) {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> InputType.fromLabel(label))
        .withMessageContaining("'" + label + "'")
        .withMessageContaining("string, number, boolean, array<string>, object");
  }
}
