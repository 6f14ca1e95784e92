package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reactiveregistry.error.InvalidTemplateException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no YAML is told apart from what is no template, in words of ours. */
class MalformedDocumentsTest {

  private static final String HEAD = "id: a\ntemplate: b\n";
  private static final String OPEN =
      "a value is expected here; close what is open, or quote the text";
  private static final String COLON =
      "a colon cannot stand here; quote the text, or correct the indentation";
  private static final String MISFIT =
      "this does not fit in with what stands above; correct the indentation, or quote the text";
  private static final String ESCAPE =
      "the escape is unknown or incomplete; use single quotes, or write a backslash as '\\\\'";
  private static final String ANCHOR =
      "'&' and '*' begin anchors and aliases, which are not supported; quote the text";
  private static final String TAG = "'!' begins a tag, which is not supported; quote the text";
  private static final String BLOCK =
      "behind '|' or '>' only '+', '-' and a digit from 1 to 9 may stand; begin the text on the next line";
  private static final String DIRECTIVE = "the directive is malformed; remove the line";

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("{", 1, 2, OPEN),
        arguments("}", 1, 1, OPEN),
        arguments("m: [a", 1, 6, "a comma or ']' is expected; close the list, or quote the text"),
        arguments(
            "m: [a, b}", 1, 9, "a comma or ']' is expected; close the list, or quote the text"),
        arguments(
            "m: {a, b]", 1, 9, "a comma or '}' is expected; close the map, or quote the text"),
        arguments("template: Hello: you", 1, 16, COLON),
        arguments("id: a\n template: b", 2, 10, COLON),
        arguments("id: - a", 1, 5, "'-' cannot stand here; begin the list on a line of its own"),
        arguments("id: ? a", 1, 5, "'?' cannot stand here; begin the key on a line of its own"),
        arguments(HEAD + "m:\n  a: 1\n b: 2", 5, 2, MISFIT),
        arguments("id: 'it's'", 1, 9, MISFIT),
        arguments("id: \"a\" \"b\"", 1, 9, MISFIT),
        arguments(
            "- a\nb", 2, 2, "a colon has to follow the key; add it, or correct the indentation"),
        arguments(HEAD + "m:\n\ta: 1", 4, 1, "a tab cannot stand here; use spaces"),
        arguments("id: %x", 1, 5, "'%' cannot begin a text; quote it"),
        arguments(HEAD + "d: \"x", 3, 6, "the quotes are not closed; close them"),
        arguments("d: 'a\n---\nb'", 2, 1, "the quotes are not closed; close them"),
        arguments("d: \"\\q\"", 1, 6, ESCAPE),
        arguments("d: \"\\u12G4\"", 1, 7, ESCAPE),
        arguments("id: & x", 1, 6, ANCHOR),
        arguments("id: *", 1, 6, ANCHOR),
        arguments("id: !<x", 1, 8, TAG),
        arguments("id: !a!b c", 1, 5, TAG),
        arguments("id: |x\n a", 1, 6, BLOCK),
        arguments("id: >0\n a", 1, 6, BLOCK),
        arguments("%", 1, 2, DIRECTIVE),
        arguments("%YAML\n---\nid: a", 1, 6, DIRECTIVE),
        arguments("%TAG a\n---\nid: a", 1, 6, DIRECTIVE),
        arguments("%YAML 1.1\n%YAML 1.1\n---\na: b", 2, 1, DIRECTIVE),
        arguments(
            "%YAML 2.0\n---\na: b", 1, 1, "only YAML 1.1 and 1.2 are read; correct the directive"),
        arguments("%YAML 1.1\nid: a", 2, 1, "a line of --- has to stand before this"),
        arguments("id: a\n...\nb: c", 3, 1, "a line of --- has to stand before this"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void isSaidWithLineAndColumnAndWhatToDo(String yaml, int line, int column, String problem) {
    InvalidTemplateException refusal = refusal(yaml.getBytes(StandardCharsets.UTF_8));

    assertThat(refusal.path()).isEqualTo("a.yaml:" + line);
    assertThat(refusal.reason())
        .isEqualTo("it is not YAML: %s (column %d)".formatted(problem, column));
    assertThat(refusal.getCause())
        .isInstanceOf(MalformedYamlException.class)
        .hasMessage("This is not YAML: %s (line %d, column %d)".formatted(problem, line, column));
  }

  @Test
  void aCharacterThatYamlDoesNotHaveIsMalformed() {
    InvalidTemplateException refusal =
        refusal((HEAD + "d: a\u0007").getBytes(StandardCharsets.UTF_8));

    assertThat(refusal.path()).isEqualTo("a.yaml:3");
    assertThat(refusal.getCause())
        .isInstanceOf(MalformedYamlException.class)
        .hasMessage(
            "This is not YAML: the character U+0007 may not stand in it; write it as an escape in double quotes (line 3, column 5)");
  }

  @Test
  void anEscapeBeyondUnicodeIsMalformedSomewhere() {
    InvalidTemplateException refusal =
        refusal("d: \"\\UFFFFFFFF\"".getBytes(StandardCharsets.UTF_8));

    assertThat(refusal.path()).isEqualTo("a.yaml");
    assertThat(refusal.getCause())
        .isInstanceOf(MalformedYamlException.class)
        .hasMessage(
            "This is not YAML: an escape in double quotes is no character of Unicode; correct it");
  }

  @Test
  void bytesThatAreNoUtf8AreMalformed() {
    InvalidTemplateException refusal =
        refusal("id: a\nd: gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refusal.path()).isEqualTo("a.yaml:2");
    assertThat(refusal.getCause())
        .isInstanceOf(MalformedYamlException.class)
        .hasMessage("This is not valid UTF-8: the byte at offset 11; encode it as UTF-8 (line 2)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a",
        "id: a",
        "id: a\nid: b",
        "id: &a b",
        "id: !t b",
        "id: ' '\ntemplate: b"
      })
  void whatIsYamlAndNoTemplateIsNot(String yaml) {
    assertThat(refusal(yaml.getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("Invalid a.yaml")
        .matches(refusal -> !(refusal.getCause() instanceof MalformedYamlException));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%YAML 1.1\n---\n", "%YAML 1.2\n%TAG ! !x\n--- \n", "# c\n%YAML 1.1\n---\n"})
  void directivesBeforeTheDocumentAreTaken(String directives) {
    assertThat(
            YamlTemplates.parse((directives + HEAD).getBytes(StandardCharsets.UTF_8), "a.yaml")
                .id())
        .isEqualTo("a");
  }

  @Test
  void directivesWithoutADocumentAreNotCalledEmpty() {
    assertThat(refusal("# c\n%YAML 1.1\n".getBytes(StandardCharsets.UTF_8)).reason())
        .isEqualTo(
            "only directives (%YAML) stand in it; put a line of --- and the template behind them");
  }

  private static InvalidTemplateException refusal(byte[] yaml) {
    return catchThrowableOfType(
        InvalidTemplateException.class, () -> YamlTemplates.parse(yaml, "a.yaml"));
  }
}
