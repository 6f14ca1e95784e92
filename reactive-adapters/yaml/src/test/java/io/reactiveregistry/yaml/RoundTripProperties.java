package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is formatted parses to an equal template, and nothing but typed errors comes out. */
class RoundTripProperties {

  private static final int MAX_BYTES = 64 * 1024 * 1024;

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void aFormattedTemplateParsesToAnEqualOne(@ForAll("templates") TemplateSpec spec) {
    assertRoundTrip(spec);
  }

  @Property(tries = 2000)
  void anyTextSurvivesInEveryPlace(@ForAll("texts") String text) {
    assertRoundTrip(
        TemplateSpec.builder("id")
            .template(text)
            .description(text)
            .input("a", new InputSpec(InputType.STRING, false, text, text))
            .metadata("plain", text)
            .metadata("in list", List.of(text, List.of(text), Map.of(text, text)))
            .metadata("in map", Map.of(text, List.of(text, Map.of(text, text))))
            .build());
  }

  @Property(tries = 1000)
  void anyNumberSurvives(@ForAll long integer, @ForAll double number) {
    assertRoundTrip(
        TemplateSpec.builder("id").metadata("i", integer).metadata("d", number).build());
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aDamagedDocumentIsEitherReadOrRefusedByName(
      @ForAll("templates") TemplateSpec spec, @ForAll int position, @ForAll byte damage) {
    byte[] bytes = YamlTemplates.format(spec).getBytes(StandardCharsets.UTF_8);
    bytes[Math.floorMod(position, bytes.length)] = damage;
    assertReadOrRefusedByName(bytes);
  }

  @Property(tries = 2000)
  void anyTextIsEitherReadOrRefusedByName(@ForAll("yamlLikeTexts") String text) {
    assertReadOrRefusedByName(text.getBytes(StandardCharsets.UTF_8));
  }

  @Example
  void numbersAtTheEndsOfTheirRangesSurvive() {
    assertRoundTrip(
        TemplateSpec.builder("id")
            .metadata("least", Long.MIN_VALUE)
            .metadata("greatest", Long.MAX_VALUE)
            .metadata("tiny", Double.MIN_VALUE)
            .metadata("huge", -Double.MAX_VALUE)
            .metadata("negative zero", -0.0)
            .metadata("exponent", 1e100)
            .build());
  }

  @Example
  void longTextsWithoutLineBreaksSurvive() {
    for (String unit : List.of("x", " ", "\u0007", "\ud83d\ude00", "a b\t\"")) {
      assertRoundTrip(
          TemplateSpec.builder("id")
              .template(unit.repeat(200_000))
              .metadata(unit.repeat(2_000), unit.repeat(70_000) + "\nsecond line")
              .build());
    }
  }

  private static void assertRoundTrip(TemplateSpec spec) {
    String yaml = YamlTemplates.format(spec);

    TemplateSpec parsed =
        YamlTemplates.parseWithWarnings(yaml.getBytes(StandardCharsets.UTF_8), "test", MAX_BYTES)
            .template();

    assertThat(parsed).as("parsed from:%n%s", yaml).isEqualTo(spec);
    assertThat(new ArrayList<>(parsed.inputs().keySet()))
        .as("order of inputs")
        .isEqualTo(new ArrayList<>(spec.inputs().keySet()));
    assertThat(YamlTemplates.format(parsed)).as("formatted again").isEqualTo(yaml);
  }

  private static void assertReadOrRefusedByName(byte[] bytes) {
    try {
      assertThat(YamlTemplates.parse(bytes, "some.yaml").id()).isNotBlank();
    } catch (InvalidTemplateException e) {
      assertThat(e.path()).startsWith("some.yaml");
      assertThat(e.getMessage()).hasSizeLessThan(1_000);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> awkward =
        Arbitraries.of(
            "",
            " ",
            "\n",
            "\n\n",
            "\t",
            "null",
            "~",
            "yes",
            "No",
            "on",
            "017",
            "0x1F",
            "1e3",
            "1.5",
            "1:30",
            "2001-12-14",
            "<<",
            "=",
            "---",
            "...",
            "- a",
            "? a",
            "a: b",
            "a #b",
            "# a",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a",
            "'a'",
            "\"a\"",
            "{a}",
            "[a]",
            "|",
            ">",
            "a:",
            ":a",
            "-",
            "\uFEFFa",
            "\r\n",
            "\u0000",
            "\u0085",
            "\u2028",
            "\uFFFE",
            "a\n",
            "a\n\n",
            "\na",
            "  a\nb",
            "\ta\nb",
            "a \nb\t\n",
            "a\n  ",
            "a\n\n \n",
            "é",
            "\ud83d\ude00",
            "a\rb\n",
            "a\n---\nb",
            "a\n...\n",
            "{{ name }}\n",
            "y",
            "n",
            ".inf",
            "0b1",
            "_1",
            "1_000",
            "a\n\u2029b",
            "a\n\u0085",
            "%YAML 1.2\n---\n");
    Arbitrary<String> pieces =
        Arbitraries.of(
                "a",
                "b ",
                " ",
                "\n",
                "\t",
                ":",
                "#",
                "-",
                "\"",
                "'",
                "\\",
                "é",
                "{",
                "\ud83d\ude00",
                "1",
                "\r")
            .list()
            .ofMaxSize(12)
            .map(list -> String.join("", list));
    Arbitrary<String> any =
        Arbitraries.strings()
            .all()
            .ofMaxLength(30)
            .map(s -> new String(s.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    return Arbitraries.oneOf(
        awkward, pieces, any, awkward.list().ofSize(2).map(l -> String.join("", l)));
  }

  @Provide
  Arbitrary<String> yamlLikeTexts() {
    return Arbitraries.of(
            "id: a\n",
            "template: b\n",
            "inputs:\n",
            "  a:\n",
            "    type: number\n",
            "    default: ",
            "metadata: ",
            "[",
            "]",
            "{",
            "}",
            "- ",
            ": ",
            "\n",
            " ",
            "&a ",
            "*a",
            "<<: ",
            "!t ",
            "|\n",
            ">\n",
            "\"",
            "'",
            "\\U",
            "FFFFFFFF",
            "\\ud800",
            "0x",
            "1",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "? ",
            "#",
            ",",
            "\t",
            "\u0000",
            "0b_")
        .list()
        .ofMaxSize(20)
        .map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<TemplateSpec> templates() {
    Arbitrary<String> names =
        texts()
            .map(
                s ->
                    "x"
                        + s.codePoints()
                            .filter(c -> !Character.isISOControl(c) && c != ':')
                            .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append))
            .map(s -> s.length() > 100 ? s.substring(0, 1) : s);
    Arbitrary<InputSpec> inputs =
        Combinators.combine(
                Arbitraries.of(true, false), texts().injectNull(0.5), texts().injectNull(0.5))
            .as((required, value, text) -> new InputSpec(InputType.STRING, required, value, text));
    return Combinators.combine(
            names,
            names,
            texts().injectNull(0.3),
            texts(),
            Arbitraries.maps(names, inputs).ofMaxSize(3),
            Arbitraries.maps(texts(), values(3)).ofMaxSize(4))
        .as(TemplateSpec::new);
  }

  private Arbitrary<Object> values(int depth) {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            texts().map(Object.class::cast),
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.doubles().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    if (depth == 0) {
      return leaf;
    }
    return Arbitraries.oneOf(
        leaf,
        values(depth - 1).injectNull(0.1).list().ofMaxSize(3).map(Object.class::cast),
        Arbitraries.maps(texts(), values(depth - 1).injectNull(0.1))
            .ofMaxSize(3)
            .map(Object.class::cast));
  }
}
