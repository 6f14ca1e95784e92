package io.reactiveregistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateOrderTest {

  @Property
  void idsAreComparedAsTheUnsignedBytesOfUtf8(
      @ForAll("texts") String left, @ForAll("texts") String right) {
    assertThat(Integer.signum(TemplateOrder.ids().compare(left, right)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(utf8(left), utf8(right))));
  }

  @Property
  void theOrderOfIdsIsTotal(
      @ForAll("texts") String a, @ForAll("texts") String b, @ForAll("texts") String c) {
    assertTotal(TemplateOrder.ids(), a, b, c);
  }

  @Property
  void theOrderOfVersionsIsTotal(
      @ForAll("versions") String a, @ForAll("versions") String b, @ForAll("versions") String c) {
    assertTotal(TemplateOrder.versions(), a, b, c);
  }

  @Property
  void onlyEqualTextsAreEqual(@ForAll("versions") String a, @ForAll("versions") String b) {
    assertThat(TemplateOrder.versions().compare(a, b) == 0).isEqualTo(a.equals(b));
    assertThat(TemplateOrder.ids().compare(a, b) == 0).isEqualTo(a.equals(b));
  }

  @Test
  void versionsFollowThePrecedenceOfTheSpecification() {
    assertOrdered(
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "2.0.0",
        "2.1.0",
        "2.1.1");
  }

  @Test
  void numbersAreComparedAsNumbersOfAnySize() {
    assertOrdered(
        "1.2.0",
        "1.10.0",
        "9.0.0",
        "10.0.0",
        "99999999999999999998.0.0",
        "99999999999999999999.0.0-1",
        "99999999999999999999.0.0-99999999999999999999",
        "99999999999999999999.0.0-100000000000000000000",
        "99999999999999999999.0.0");
  }

  @Test
  void buildMetadataDecideOnlyBetweenEqualPrecedence() {
    assertOrdered("1.0.0-rc.1+z", "1.0.0", "1.0.0+a", "1.0.0+b", "1.0.1-a", "1.0.1");
  }

  @Test
  void identifiersWithHyphensAreTexts() {
    assertOrdered("1.0.0-1", "1.0.0--1", "1.0.0-0a", "1.0.0-A", "1.0.0-a", "1.0.0-a-b");
  }

  @Test
  void versionsThatAreNotSemanticComeLastByTheirBytes() {
    assertOrdered(
        "999.0.0",
        "1",
        "1.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0.0",
        "1.02.0",
        "draft",
        "v1.0.0",
        "\uFFFD",
        "\uD83D\uDE80");
  }

  @ParameterizedTest
  @CsvSource({"a, b", "a, aa", "Z, a", "a/b, a0", "\u007F, \u0080", "\uFFFD, \uD83D\uDE80"})
  void idsAscend(String lower, String higher) {
    assertThat(TemplateOrder.ids().compare(lower, higher)).isNegative();
    assertThat(TemplateOrder.ids().compare(higher, lower)).isPositive();
  }

  /** Astral characters, the characters around the surrogates, and ASCII, all about as often. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0x7F),
            Arbitraries.integers().between(0x80, 0x7FF),
            Arbitraries.integers().between(0xD000, 0xD7FF),
            Arbitraries.integers().between(0xE000, 0xFFFF),
            Arbitraries.integers().between(0x10000, Character.MAX_CODE_POINT))
        .map(Character::toString)
        .list()
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> versions() {
    Arbitrary<String> identifier = Arbitraries.of("0", "1", "2", "10", "a", "b", "-", "1a", "01");
    Arbitrary<String> dotted = identifier.list().ofMaxSize(4).map(parts -> String.join(".", parts));
    return Combinators.combine(dotted, dotted, Arbitraries.of("", "-", "+", "-1+"))
        .as((left, right, between) -> left + between + right);
  }

  private static void assertTotal(Comparator<String> order, String a, String b, String c) {
    assertThat(order.compare(a, a)).isZero();
    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    List<String> sorted = new ArrayList<>(List.of(a, b, c));
    sorted.sort(order);
    assertThat(order.compare(sorted.get(0), sorted.get(2))).isNotPositive();
    assertThat(order.compare(sorted.get(0), sorted.get(1))).isNotPositive();
    assertThat(order.compare(sorted.get(1), sorted.get(2))).isNotPositive();
  }

  private static void assertOrdered(String... versions) {
    List<String> shuffled = new ArrayList<>(List.of(versions));
    Collections.shuffle(shuffled, new Random(versions.length));
    shuffled.sort(TemplateOrder.versions());
    assertThat(shuffled).containsExactly(versions);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
