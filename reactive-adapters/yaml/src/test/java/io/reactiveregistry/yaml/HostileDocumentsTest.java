package io.reactiveregistry.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reactiveregistry.error.InvalidTemplateException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal names the file, the line and the reason, comes quickly, and quotes little. */
class HostileDocumentsTest {

  private static final String HEAD = "id: a\ntemplate: b\n";
  private static final String LONG_TEXT = "x".repeat(60_000);

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("an anchor", HEAD + "metadata: &x {a: 1}", 3, "anchors"),
        arguments("a billion laughs", HEAD + "metadata:\n  a: &a [x]\n  b: [*a, *a]", 4, "anchors"),
        arguments("an alias", HEAD + "metadata:\n  b: *a", 4, "aliases"),
        arguments("an alias as a key", HEAD + "metadata:\n  *a : b", 4, "aliases"),
        arguments("a recursive alias", HEAD + "metadata: &a [*a]", 3, "anchors"),
        arguments("a merge key", HEAD + "metadata:\n  <<: {a: 1}", 4, "merge keys"),
        arguments("nested lists", HEAD + "metadata:\n  a: " + "[".repeat(500), 4, "64 levels"),
        arguments("nested maps", HEAD + "metadata:\n  a: " + "{a: ".repeat(200), 4, "64 levels"),
        arguments(
            "nested dashes", HEAD + "metadata:\n  a:\n    " + "- ".repeat(20_000), 5, "64 levels"),
        arguments(
            "deep metadata",
            HEAD + "metadata: {a: " + "[".repeat(40) + "]".repeat(40) + "}",
            3,
            "32 levels"),
        arguments(
            "a name with characters that move the cursor",
            "template: b\n\"\\e[2J\": 1\n\"\\e[2J\": 2",
            3,
            "'\\u001b[2J' stands on line 2 already"),
        arguments(
            "a duplicate field", "id: a\ntemplate: b\nid: c", 3, "'id' stands on line 1 already"),
        arguments(
            "a duplicate key",
            HEAD + "metadata:\n  a: 1\n  \"a\": 2",
            5,
            "'a' stands on line 4 already"),
        arguments(
            "a duplicate input",
            HEAD + "inputs:\n  a: {}\n  a: {}",
            5,
            "'a' stands on line 4 already"),
        arguments(
            "a line too long", HEAD + "metadata:\n  a: " + "x".repeat(70_000), 4, "at most 65536"),
        arguments(
            "a key too long", HEAD + "metadata:\n  " + "k".repeat(2_000) + ": 1", 4, "not YAML"),
        arguments("a second document", HEAD + "---\n" + HEAD, 3, "second document"),
        arguments("an unfinished second document", HEAD + "...\n---\n", 4, "second document"),
        arguments("a control character", HEAD + "description: a\u0007b", 3, "U+0007"),
        arguments("NUL in the id", "id: \"a\\0b\"\ntemplate: b", 1, "U+0000"),
        arguments("a lone surrogate", "id: \"\\ud800\"\ntemplate: b", 1, "surrogate"),
        arguments(
            "an escape beyond Unicode", HEAD + "description: \"\\UFFFFFFFF\"", null, "not YAML"),
        arguments(
            "a Java tag", HEAD + "metadata: !!javax.script.ScriptEngineManager [x]", 3, "tags"),
        arguments("a local tag", HEAD + "metadata:\n  a: !secret x", 4, "tags"),
        arguments("a non-specific tag", HEAD + "metadata:\n  a: ! x", 4, "tags"),
        arguments("infinity", HEAD + "metadata:\n  a: .inf", 4, "not a finite number"),
        arguments("not a number", HEAD + "metadata:\n  a: .NaN", 4, "not a finite number"),
        arguments(
            "a number beyond doubles",
            HEAD + "metadata:\n  a: 1.0e+999999999",
            4,
            "not a finite number"),
        arguments(
            "an integer beyond 64 bits",
            HEAD + "metadata:\n  a: 9223372036854775808",
            4,
            "64 bits"),
        arguments(
            "an endless integer", HEAD + "metadata:\n  a: " + "9".repeat(60_000), 4, "64 bits"),
        arguments("digits missing", HEAD + "metadata:\n  a: 0x_", 4, "without digits"),
        arguments("a key that is a number", HEAD + "metadata:\n  1: a", 4, "not a text"),
        arguments(
            "a key that is a list", HEAD + "metadata:\n  ? [a]\n  : b", 4, "a key must be a text"),
        arguments(
            "a template that begins with a variable and has no quotes",
            "id: a\ntemplate: {{ name }}",
            2,
            "has to be in quotes"),
        arguments("an unknown type", HEAD + "inputs:\n  a:\n    type: text", 5, "inputs.a.type"),
        arguments(
            "a contradicting default",
            HEAD + "inputs:\n  a:\n    type: number\n    default: x",
            6,
            "inputs.a.default"),
        arguments(
            "an unclear required",
            HEAD + "inputs:\n  a:\n    required: maybe",
            5,
            "inputs.a.required"),
        arguments("inputs that are a list", HEAD + "inputs:\n  - a", 4, "inputs: it must be a map"),
        arguments(
            "an input that is a text",
            HEAD + "inputs:\n  a: string",
            4,
            "inputs.a: it must be a map"),
        arguments(
            "a template that is a map",
            "id: a\ntemplate:\n  b: c",
            3,
            "template: it must be a text"),
        arguments("a missing id", "template: b", 1, "id: it is missing"),
        arguments("a blank id", "id: ' '\ntemplate: b", 1, "blank"),
        arguments("a missing template", "# x\nid: a", 2, "template: it is missing"),
        arguments("a null template", "id: a\ntemplate:", 1, "template: it is missing"),
        arguments("a version with a colon", HEAD + "version: 'a:b'", 3, "version"),
        arguments("an id too long", "id: " + "x".repeat(600) + "\ntemplate: b", 1, "511"),
        arguments(
            "a long version with a colon", HEAD + "version: " + LONG_TEXT + ":b", 3, "version"),
        arguments(
            "a long unknown type", HEAD + "inputs: {a: {type: " + LONG_TEXT + "}}", 3, "type"),
        arguments(
            "a long name of an unclear input",
            HEAD + "inputs:\n  ? " + LONG_TEXT + "\n  : required: maybe",
            5,
            "required"),
        arguments("a list at the root", "- a", 1, "must be a map"),
        arguments("a text at the root", "hello", 1, "must be a map"),
        arguments("nothing", "", null, "empty"),
        arguments("only comments", "# nothing\n", null, "empty"),
        arguments("a tab as indentation", HEAD + "metadata:\n\ta: 1", 4, "not YAML"),
        arguments("an open quote", HEAD + "description: \"x", 3, "not YAML"),
        arguments("an open bracket", HEAD + "metadata: [a", 3, "not YAML"),
        arguments(
            "another version of YAML", "%YAML 9.9\n---\n" + HEAD, 1, "only YAML 1.1 and 1.2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void isRefusedByNameLineAndReason(String what, String yaml, Integer line, String reason) {
    InvalidTemplateException refusal =
        catchThrowableOfType(
            InvalidTemplateException.class, () -> parse(yaml.getBytes(StandardCharsets.UTF_8)));

    assertThat(refusal).as(what).isNotNull();
    assertThat(refusal.path())
        .as(what)
        .isEqualTo(line == null ? "dir/a.yaml" : "dir/a.yaml:" + line);
    assertThat(refusal.reason()).as(what).contains(reason);
    assertThat(refusal.getMessage()).as(what).hasSizeLessThan(600);
  }

  @Test
  void aDocumentBeyondTheLimitIsRefusedBeforeItIsParsed() {
    assertThatExceptionOfType(InvalidTemplateException.class)
        .isThrownBy(() -> parse(new byte[YamlTemplates.DEFAULT_MAX_BYTES + 1]))
        .withMessageContaining("1048577 bytes, at most 1048576")
        .withMessageContaining("maxFileBytes");
  }

  @Test
  void bytesThatAreNotStrictUtf8AreRefused() {
    byte[][] invalid = {
      {'i', 'd', ':', ' ', (byte) 0xC0, (byte) 0xAF}, // overlong
      {'i', 'd', ':', ' ', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, // an encoded surrogate
      {'i', 'd', ':', ' ', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // beyond Unicode
      {'i', 'd', ':', ' ', (byte) 0xC3}, // cut off
      "id: a\ntemplate: b".getBytes(StandardCharsets.UTF_16)
    };
    for (byte[] bytes : invalid) {
      InvalidTemplateException refusal =
          catchThrowableOfType(InvalidTemplateException.class, () -> parse(bytes));
      assertThat(refusal).hasMessageContaining("UTF-8").hasMessageContaining("dir/a.yaml:1");
    }
    assertThatExceptionOfType(InvalidTemplateException.class)
        .as("UTF-16 without a mark is UTF-8 full of NULs")
        .isThrownBy(() -> parse("id: a\ntemplate: b".getBytes(StandardCharsets.UTF_16LE)));
  }

  /**
   * The parser's time grows with the square of a scalar's longest line, which is why that is
   * limited.
   */
  @Test
  void theTimeOfParsingGrowsInProportionToTheSize() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (String unit : List.of("x\n  ", "x ", "x", "- ", "{", "\"", "'", "\n", "#", "\\")) {
      byte[] yaml = filledWith(unit, 8 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);
      long before = threads.getCurrentThreadCpuTime();

      try {
        assertThat(YamlTemplates.parseWithWarnings(yaml, "dir/a.yaml", yaml.length)).isNotNull();
      } catch (InvalidTemplateException e) {
        assertThat(e.getMessage()).hasSizeLessThan(600);
      }

      assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before))
          .as("a document filled with %s", unit)
          .isLessThan(Duration.ofSeconds(6));
    }
  }

  /** The names of unknown fields are reported, but not with all that stands above them. */
  @Test
  void unknownFieldsTakeMemoryInProportionToTheSize() {
    StringBuilder yaml = new StringBuilder("id: a\ntemplate: b\ninputs:\n  ? ");
    yaml.append(LONG_TEXT).append("\n  :\n");
    for (int i = 0; i < 1_000; i++) {
      yaml.append("    f").append(i).append(": 1\n");
    }

    List<UnknownField> unknown =
        YamlTemplates.parseWithWarnings(
                yaml.toString().getBytes(StandardCharsets.UTF_8), "dir/a.yaml", 1 << 20)
            .unknownFields();

    assertThat(unknown).hasSize(1_000);
    assertThat(unknown.stream().mapToInt(field -> field.field().length()).max().orElseThrow())
        .isLessThan(500);
    assertThat(unknown.get(999).field().endsWith(".f999")).isTrue();
  }

  private static String filledWith(String unit, int size) {
    String line = unit.repeat(60_000 / unit.length()) + "\n  ";
    return "id: a\ntemplate: b\ndescription:\n  " + line.repeat(size / line.length());
  }

  private static void parse(byte[] yaml) {
    assertThat(YamlTemplates.parse(yaml, "dir/a.yaml")).isNotNull();
  }
}
