package io.reactiveregistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reactiveregistry.error.InvalidTemplateException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateRefTest {

  @Test
  void anIdAloneMeansTheCurrentVersion() {
    assertThat(TemplateRef.parse("support/reply")).isEqualTo(TemplateRef.current("support/reply"));
  }

  @ParameterizedTest
  @CsvSource({
    "a:1.0.0, a, 1.0.0",
    "a:1.0.0-rc.1+build, a, 1.0.0-rc.1+build",
    "a:b:1.0.0, a:b, 1.0.0",
    "a@b:1.0.0, a@b, 1.0.0",
    "::1, ':', 1"
  })
  void whatFollowsTheLastColonIsAVersion(String text, String id, String version) {
    assertThat(TemplateRef.parse(text)).isEqualTo(TemplateRef.version(id, version));
  }

  @ParameterizedTest
  @CsvSource({
    "a@live, a, live",
    "a b@next week, a b, next week",
    "a:b@live, a:b, live",
    "a@b@live, a@b, live",
    "@@live, '@', live"
  })
  void whatFollowsTheLastAtSignIsALabel(String text, String id, String label) {
    assertThat(TemplateRef.parse(text)).isEqualTo(TemplateRef.label(id, label));
  }

  @ParameterizedTest
  @CsvSource({
    "'', id",
    "' ', id",
    "a:, version",
    "a@, label",
    ":1.0.0, id",
    "@live, id",
    "a@b:, version",
    "a:b@, label"
  })
  void aPartThatIsMissingIsRefused(String text, String path) {
    assertRefused(path, () -> TemplateRef.parse(text));
  }

  @Test
  void nullIsRefused() {
    assertRefused("ref", () -> TemplateRef.parse(null));
    assertRefused("id", () -> TemplateRef.current(null));
    assertRefused("id", () -> TemplateRef.version(null, "1.0.0"));
    assertRefused("id", () -> TemplateRef.label(null, "live"));
  }

  @Test
  void aVersionAndALabelTogetherAreRefused() {
    assertRefused("ref", () -> new TemplateRef("a", "1.0.0", "live"));
  }

  @Test
  void eachPartIsCheckedAsATemplateChecksIt() {
    assertRefused("version", () -> TemplateRef.version("a", "1:0"));
    assertRefused("label", () -> TemplateRef.label("a", "b:c"));
    assertRefused("label", () -> TemplateRef.label("a", "b@c"));
    assertRefused("id", () -> TemplateRef.current("a\n"));
    assertRefused("id", () -> TemplateRef.version("x".repeat(511), "1"));
    assertRefused("id", () -> TemplateRef.label("x".repeat(511), "l"));
    assertThat(TemplateRef.current("x".repeat(511)).id()).hasSize(511);
  }

  @Test
  void anIdWithASeparatorStandsAloneWhenItIsGivenAsOne() {
    TemplateRef ref = TemplateRef.current("a@b:c");

    assertThat(ref.id()).isEqualTo("a@b:c");
    assertThat(ref.version()).isNull();
    assertThat(ref.label()).isNull();
  }

  @Property
  void aVersionOrALabelSurvivesItsTextWhateverTheId(
      @ForAll("ids") String id, @ForAll("names") String name) {
    TemplateRef version = TemplateRef.version(id, name);
    TemplateRef label = TemplateRef.label(id, name);

    assertThat(TemplateRef.parse(version.toString())).isEqualTo(version);
    assertThat(TemplateRef.parse(label.toString())).isEqualTo(label);
  }

  @Property
  void anIdWithoutSeparatorsSurvivesItsText(@ForAll("names") String id) {
    assertThat(TemplateRef.parse(TemplateRef.current(id).toString()))
        .isEqualTo(TemplateRef.current(id));
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings()
        .withChars("ab:@/. \u00E9\uFFFD")
        .ofMinLength(1)
        .ofMaxLength(20)
        .filter(id -> !id.isBlank());
  }

  /** For versions and labels, which contain no separator. */
  @Provide
  Arbitrary<String> names() {
    return ids().map(id -> id.replaceAll("[:@]", "-"));
  }

  private static void assertRefused(String path, ThrowingCallable creation) {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(creation)
        .satisfies(failure -> assertThat(failure.path()).isEqualTo(path));
  }
}
