package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTemplatesTest {

  @Test
  void aDocumentIsReadInFull() {
    TemplateSpec spec =
        parse(
            """
            id: support/greeting
            version: 1.0
            description: no
            template: |
              Dear {{ name }},

                welcome
            inputs:
              yes:
                type: number
                required: off
                default: 1_000
                description: 017
              tags:
                type: array<string>
                default: [a, "1"]
              plain:
            metadata:
              owner: ~
              nested: {on: "off", list: [yes, 0x1F]}
            """
                .replace("{on:", "{\"on\":"));

    assertThat(spec)
        .isEqualTo(
            TemplateSpec.builder("support/greeting")
                .version("1.0")
                .description("no")
                .template("Dear {{ name }},\n\n  welcome\n")
                .input("yes", new InputSpec(InputType.NUMBER, false, 1000L, "017"))
                .input("tags", new InputSpec(InputType.STRING_ARRAY, true, List.of("a", "1")))
                .input("plain", InputSpec.required(InputType.STRING))
                .metadata("owner", null)
                .metadata("nested", Map.of("on", "off", "list", List.of(true, 31L)))
                .build());
  }

  @Test
  void onlyIdAndTemplateMustBeThere() {
    assertThat(parse("template: ''\nid: 1\nversion:\ninputs: ~\nmetadata: null\ndescription:"))
        .isEqualTo(TemplateSpec.builder("1").build());
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreTolerated() {
    assertThat(parse("\uFEFFid: a\r\ntemplate: |\r\n  b\r\n  c\r\n").template())
        .isEqualTo("b\nc\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "yes|true",
        "No|false",
        "on|true",
        "OFF|false",
        "true|true",
        "y|y",
        "tRUE|tRUE",
        "~|null",
        "Null|null",
        "nULL|nULL",
        "0|0",
        "-0|0",
        "017|15",
        "-017|-15",
        "08|08",
        "0o17|0o17",
        "0x1F|31",
        "0b101|5",
        "1_000|1000",
        "+5|5",
        "1:30|90",
        "1:60|1:60",
        "-1:30|-90",
        "190:20:30|685230",
        "190:20:30.15|685230.15",
        "1.5|1.5",
        "1.|1.0",
        ".5|0.5",
        "-.5|-.5",
        "-0.0|-0.0",
        "1.5e+3|1500.0",
        "1.5e3|1.5e3",
        "1e3|1e3",
        "1e+3|1e+3",
        "2001-12-14|2001-12-14",
        "2001-12-14t21:59:43.10-05:00|2001-12-14t21:59:43.10-05:00",
        "=|=",
        "1.2.3|1.2.3",
        "9223372036854775807|9223372036854775807",
        "-9223372036854775808|-9223372036854775808",
        "'yes'|yes",
        "\"017\"|017",
        "1,000|1,000",
        "0.1_5|0.15",
        "12e03|12e03",
        "._5|._5"
      })
  void aFreeScalarMeansWhatPyYamlReads(String written, String meant) {
    Object value = parse("id: a\ntemplate: b\nmetadata:\n  v: " + written).metadata().get("v");

    assertThat(String.valueOf(value)).isEqualTo(meant);
  }

  @Test
  void fieldsThatATemplateDoesNotHaveAreReported() {
    String yaml =
        "id: a\nauthor: x\ntemplate: b\ninputs:\n  in:\n    type: string\n    values: [a]\n";

    assertThat(
            YamlTemplates.parseWithWarnings(yaml.getBytes(StandardCharsets.UTF_8), "a", 1000)
                .unknownFields())
        .containsExactly(new UnknownField("author", 2), new UnknownField("inputs.in.values", 7));
  }

  @Test
  void aTemplateIsWrittenAsPeopleWould() {
    TemplateSpec spec =
        TemplateSpec.builder("support/greeting")
            .version("1.2.0")
            .description("Greets a customer, kindly")
            .template("Dear {{ name }}, \n\n\t* one: # two\n")
            .input("name", InputSpec.required(InputType.STRING))
            .input(
                "tags", new InputSpec(InputType.STRING_ARRAY, false, List.of("a", "yes"), "Labels"))
            .input("options", new InputSpec(InputType.OBJECT, false, Map.of()))
            .metadata("score", 1e20)
            .metadata("none", null)
            .metadata(
                "list", Arrays.asList(1L, List.of(), List.of("x", "y\nz"), Map.of("k", "  v\n\n")))
            .build();

    assertThat(YamlTemplates.format(spec))
        .isEqualTo(
            """
            id: support/greeting
            version: 1.2.0
            description: Greets a customer, kindly
            template: |
              Dear {{ name }},\s

              \t* one: # two
            inputs:
              name:
                type: string
                required: true
              tags:
                type: array<string>
                required: false
                default:
                  - a
                  - "yes"
                description: Labels
              options:
                type: object
                required: false
                default: {}
            metadata:
              score: 1.0E+20
              none: null
              list:
                - 1
                - []
                - - x
                  - |-
                    y
                    z
                - k: |2+
                      v

            """);
  }

  private static TemplateSpec parse(String yaml) {
    return YamlTemplates.parse(yaml.getBytes(StandardCharsets.UTF_8), "test.yaml");
  }
}
