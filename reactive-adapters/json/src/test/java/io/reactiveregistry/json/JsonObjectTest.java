package io.reactiveregistry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactiveregistry.error.InvalidTemplateException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

  private static final JsonObject EMPTY = JsonObject.of(Map.of(), "inputs");

  @Test
  void aNameIsPartOfThePathThatErrorsName() {
    assertThat(EMPTY.pathTo("größe")).isEqualTo("inputs.größe");
    assertThat(JsonObject.parse("{}").pathTo("größe")).isEqualTo("größe");
  }

  @Test
  void controlCharactersOfAnUnknownNameDoNotReachTheMessage() {
    JsonObject fields = JsonObject.parse("{\"\\u001b[2J\\nline 8: fine\\u009b\":1}");

    assertThatThrownBy(() -> fields.requireOnly(Set.of("id"), "no such field"))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessage("Invalid \\u001b[2J\\u000aline 8: fine\\u009b: no such field");
  }

  @Test
  void ofALongNameTheMessageHasTheBeginning() {
    assertThat(EMPTY.pathTo("n".repeat(200))).isEqualTo("inputs." + "n".repeat(200));
    assertThat(EMPTY.pathTo("n".repeat(50_000))).isEqualTo("inputs." + "n".repeat(200) + "...");
    assertThat(EMPTY.pathTo("\uD83D\uDE00".repeat(201)))
        .isEqualTo("inputs." + "\uD83D\uDE00".repeat(200) + "...");
  }

  @Test
  void halfOfACharacterIsEscapedToo() {
    assertThat(EMPTY.pathTo("\uD83D")).isEqualTo("inputs.\\ud83d");
  }
}
