package io.reactiveregistry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reactiveregistry.InputSpec;
import io.reactiveregistry.InputType;
import io.reactiveregistry.TemplateSpec;
import io.reactiveregistry.error.InvalidTemplateException;
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

  @Test
  void nestingHasALimit() {
    String deep = "[".repeat(100) + "]".repeat(100);

    assertThatThrownBy(
            () ->
                JsonTemplates.parse("{\"id\":\"a\",\"template\":\"t\",\"metadata\":" + deep + "}"))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void bytesThatAreNotStrictUtf8AreRefused() {
    byte[] latin1 = "{\"id\":\"grün\",\"template\":\"t\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> JsonTemplates.parse(latin1))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("This is not valid UTF-8; encode it as UTF-8");
  }
}
