package io.reactiveregistry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTemplatesTest {

  private static TemplateSpec everything() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("z", null);
    metadata.put("a", List.of(1L, 2.5, true, "ü\u2028\"\\"));
    metadata.put("deep", Map.of("er", Arrays.asList("x", null)));
    return TemplateSpec.builder("support/grüße")
        .version("1.2.0")
        .description("Greets")
        .template("Dear {{ name }},\n\t\"quoted\" \uD83D\uDE00\u0000\r\n")
        .input("name", InputSpec.required(InputType.STRING))
        .input("tone", new InputSpec(InputType.STRING, false, "warm", "how it sounds"))
        .metadata(metadata)
        .build();
  }

  @Test
  void whatIsWrittenIsReadAsAnEqualTemplate() {
    byte[] json = JsonTemplates.format(everything());

    assertThat(JsonTemplates.parse(json)).isEqualTo(everything());
    assertThat(json).doesNotContain('\n');
  }

  @Test
  void fieldsThatATemplateDoesNotHaveAreOmitted() {
    TemplateSpec spec =
        TemplateSpec.builder("a")
            .template("t")
            .input("x", InputSpec.required(InputType.NUMBER))
            .build();

    assertThat(JsonTemplates.format(spec))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            "{\"id\":\"a\",\"version\":\"0.1.0\",\"template\":\"t\",\"inputs\":{\"x\":{\"type\":\"number\",\"required\":true}},\"metadata\":{}}");
  }

  @Test
  void fieldsThatATemplateDoesNotHaveCanBeNullAsInStores() {
    TemplateSpec spec =
        TemplateSpec.builder("a")
            .template("t")
            .input("x", InputSpec.required(InputType.NUMBER))
            .build();

    Map<String, Object> fields = JsonTemplates.fields(spec, AbsentFields.NULL);

    assertThat(fields.keySet())
        .containsExactly("id", "version", "description", "template", "inputs", "metadata");
    assertThat(fields).containsEntry("description", null);
    assertThat(fields.get("inputs").toString())
        .isEqualTo("{x={type=number, required=true, default=null}}");
  }

  @Test
  void whatIsNotSaidHasADefaultAndNullCountsAsAbsent() {
    TemplateSpec spec =
        JsonTemplates.parse(
            "{\"id\":\"a\",\"version\":null,\"description\":null,\"template\":\"t\",\"inputs\":{\"x\":null},\"metadata\":null}");

    assertThat(spec)
        .isEqualTo(
            TemplateSpec.builder("a")
                .template("t")
                .input("x", InputSpec.required(InputType.STRING))
                .build());
  }

  @Test
  void anIdThatIsKnownFromElsewhereMayBeLeftOut() {
    assertThat(JsonTemplates.parse("{\"template\":\"t\"}", "a").id()).isEqualTo("a");
    assertThat(JsonTemplates.parse("{\"id\":\"b\",\"template\":\"t\"}", "a").id()).isEqualTo("b");
    assertThatThrownBy(() -> JsonTemplates.parse("{\"template\":\"t\"}"))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessage("Invalid id: it is missing, or null; give a text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|body",
        "null|body",
        "{'id':'a'}|template",
        "{'id':1,'template':'t'}|id",
        "{'id':'a','template':'t','version':1.0}|version",
        "{'id':'a','template':'t','version':'1:0'}|version",
        "{'id':'a','template':'t','owner':'me'}|owner",
        "{'id':'a','template':'t','inputs':[]}|inputs",
        "{'id':'a','template':'t','inputs':{'x':'string'}}|inputs.x",
        "{'id':'a','template':'t','inputs':{'x':{'typ':'string'}}}|inputs.x.typ",
        "{'id':'a','template':'t','inputs':{'x':{'type':'text'}}}|inputs.x.type",
        "{'id':'a','template':'t','inputs':{'x':{'required':'no'}}}|inputs.x.required",
        "{'id':'a','template':'t','metadata':[]}|metadata",
      })
  void whatIsNoTemplateIsRefusedWithThePathToIt(String json, String path) {
    InvalidTemplateException error =
        catchThrowableOfType(
            InvalidTemplateException.class, () -> JsonTemplates.parse(json.replace('\'', '"')));

    assertThat(error.path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"id\":\"a\",}",
        "{\"id\":\"a\",\"id\":\"b\"}",
        "{} {}",
        "{'id':'a'}",
        "{\"id\":\"a\nb\"}",
        "{\"id\":NaN}",
        "// comment\n{}",
      })
  void whatIsNoJsonIsToldApart(String json) {
    assertThatThrownBy(() -> JsonTemplates.parse(json))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageStartingWith("This is not JSON: ")
        .hasMessageMatching("(?s).*\\(line \\d+, column \\d+\\)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`  `|it is empty; send an object|1|1",
        "{|it ends before it is complete; close what is open|1|2",
        "{'id':'a|it ends before it is complete; close what is open|1|9",
        "[1,|it ends before it is complete; close what is open|1|4",
        "{'id':'a',}|a name in double quotes is expected, not '}'|1|11",
        "{id:'a'}|a name in double quotes is expected, not 'id'|1|2",
        "{'id' 'a'}|a colon is expected, not '\"'|1|7",
        "{'id':'a' 'b':1}|a comma or '}' is expected, not '\"'|1|11",
        "{'id':['a' 'b']}|a comma or ']' is expected, not '\"'|1|12",
        "{'id':['a'}|a comma or ']' is expected, not '}'|1|11",
        "{'id':nope}|a value is expected, not 'nope'; quote a text|1|7",
        "{'id':.5}|a value is expected, not '.'; quote a text|1|7",
        "<a/>|a value is expected, not '<'; quote a text|1|1",
        "]|a value is expected, not ']'; quote a text|1|1",
        "\uFEFF{}|a value is expected, not U+FEFF; quote a text|1|1",
        "{'id':1.}|a digit has to follow '.'|1|8",
        "{'id':1e}|a digit has to follow 'e'|1|8",
        "{'id':1e+}|a digit has to follow '+'|1|8",
        "{'id':1.5.2}|a comma or '}' is expected, not '.'|1|10",
        "{'id':-}|a digit has to follow '-'|1|8",
        "{'id':01}|a number cannot begin with 0; remove it, or quote a text|1|8",
        "{'id':NaN}|NaN and infinities are no numbers; use null or a text|1|10",
        "{'id':'a\tb'}|the control character U+0009 cannot stand here; in a text, write it as \\u0009|1|9",
        "{'id':'a\\qb'}|'\\q' is no escape; write a backslash as '\\\\'|1|10",
        "{'id':'a\\u12G4'}|four hexadecimal digits have to follow '\\u'|1|13",
        "{'id':'a','id':'b'}|the name 'id' is there already; remove one of them|1|11",
        "{} {}|something follows the end; remove it|1|4",
        "{} x|a value is expected, not 'x'; quote a text|1|4",
      })
  void whatIsNoJsonIsSaidInOurOwnWordsWithThePlace(
      String json, String reason, int line, int column) {
    MalformedJsonException error = malformed(json.replace('\'', '"'));

    assertThat(error.reason()).isEqualTo("This is not JSON: " + reason);
    assertThat(error).hasMessage("%s (line %d, column %d)".formatted(error.reason(), line, column));
    assertThat(error.withinLine()).isEqualTo("%s (column %d)".formatted(error.reason(), column));
  }

  @Test
  void thePlaceIsTheLineAndTheColumnThere() {
    assertThat(malformed("{\n \"id\": [\n\n  zzz]}"))
        .hasMessageEndingWith("not 'zzz'; quote a text (line 4, column 3)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void nestingHasALimit(String begin) {
    assertThat(malformed("{\"metadata\":" + begin.repeat(100)))
        .hasMessage(
            "This is not JSON: objects and arrays are nested more than 64 deep; flatten them (line 1, column %d)"
                .formatted("{\"metadata\":".length() + begin.length() * 63 + 1));
    assertThat(
            JsonObject.parse("{\"metadata\":" + "[".repeat(63) + "]".repeat(63) + "}")
                .value("metadata"))
        .isInstanceOf(List.class);
  }

  @Test
  void numbersAndNamesHaveALimit() {
    String reason =
        "This is not JSON: a number has more than 1000 digits, or a name more than 50000 characters; shorten it";

    assertThat(malformed("{\"a\":" + "9".repeat(1_001) + "}").reason()).isEqualTo(reason);
    assertThat(malformed("{\"a\":0." + "9".repeat(1_001) + "}").reason()).isEqualTo(reason);
    assertThat(malformed("{\"" + "n".repeat(50_001) + "\":1}").reason()).isEqualTo(reason);
  }

  @Test
  void aTextOfAnyLengthIsTaken() {
    String text = "x".repeat(30_000_000);

    assertThat(JsonTemplates.parse("{\"template\":\"" + text + "\"}", "a").template())
        .isEqualTo(text);
  }

  @Test
  void numbersAreReadAsFarAsTheyGo() {
    JsonObject numbers =
        JsonObject.parse(
            "{\"a\":1,\"b\":-9223372036854775808,\"c\":1e2,\"d\":18446744073709551616}");

    assertThat(numbers.members())
        .isEqualTo(
            Map.of(
                "a",
                1,
                "b",
                Long.MIN_VALUE,
                "c",
                100.0,
                "d",
                new BigInteger("18446744073709551616")));
  }

  private static MalformedJsonException malformed(String json) {
    return catchThrowableOfType(MalformedJsonException.class, () -> JsonObject.parse(json));
  }

  @Test
  void bytesThatAreNotStrictUtf8AreRefused() {
    byte[] latin1 = "{\"id\":\"grün\",\"template\":\"t\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> JsonTemplates.parse(latin1))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("This is not valid UTF-8; encode it as UTF-8");
  }
}
